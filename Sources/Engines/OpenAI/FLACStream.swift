import NarrateModel

/// A FLAC stream decoded to samples (RFC 9639).
struct FLACStream: Equatable {
    private(set) var sampleRate = 0
    private(set) var channels = 0
    /// Bits of a sample.
    private(set) var depth = 0
    /// Interleaved.
    private(set) var samples: [Int] = []
    /// Frames the head promises; 0 when it was written before they were known.
    private var promised = 0

    init(_ bytes: [UInt8]) throws(FLACError) {
        guard bytes.starts(with: Array("fLaC".utf8)) else { throw .notFLAC(byte: 0) }
        var bits = FLACBits(bytes, byte: 4)
        try readMetadata(&bits, length: bytes.count)
        while !bits.isAtEnd { try readFrame(&bits, bytes: bytes) }
        let found = samples.count / max(1, channels)
        guard found > 0, promised == 0 || found == promised else {
            throw .samplesMissing(found: found, promised: promised)
        }
    }

    private mutating func readMetadata(_ bits: inout FLACBits, length: Int) throws(FLACError) {
        var isLast = false
        while !isLast {
            isLast = try bits.integer(1) == 1
            let type = try bits.integer(7)
            let size = try bits.integer(24)
            let end = bits.byte + size
            guard end <= length else { throw .cutShort }
            if type == 0 {
                _ = try bits.unsigned(40)
                _ = try bits.unsigned(40)
                sampleRate = try bits.integer(20)
                channels = try bits.integer(3) + 1
                depth = try bits.integer(5) + 1
                promised = try bits.integer(36)
            }
            bits.move(toByte: end)
        }
        guard sampleRate > 0, depth >= 4 else { throw .notFLAC(byte: 4) }
    }

    private mutating func readFrame(_ bits: inout FLACBits, bytes: [UInt8]) throws(FLACError) {
        let start = bits.byte
        let header = try FLACFrameHeader(&bits, depth: depth)
        guard header.channelCount == channels, header.depth == depth else {
            throw .damaged(byte: start)
        }
        var parts: [[Int]] = []
        for channel in 0..<channels {
            let depth = depth + (header.isSide(channel) ? 1 : 0)
            parts.append(try FLACSubframe(&bits, count: header.blockSize, depth: depth).samples)
        }
        bits.alignToByte()
        let checksum = FLACChecksum.crc16(bytes[start..<bits.byte])
        guard try bits.integer(16) == checksum else { throw .damaged(byte: start) }
        header.decorrelate(&parts)
        guard channels > 1 else {
            samples += parts[0]
            return
        }
        for index in 0..<header.blockSize {
            for channel in 0..<channels { samples.append(parts[channel][index]) }
        }
    }
}

extension FLACStream {
    /// Length in seconds.
    var seconds: Double { Double(samples.count / max(1, channels)) / Double(sampleRate) }

    /// The stream as a WAV file of as many bytes a sample as it needs.
    var wave: [UInt8] {
        let width = (depth + 7) / 8
        // WAV fills a sample's bytes from the left, and single bytes have no sign.
        let shift = width * 8 - depth
        var file = WaveHeader.bytes(
            sampleRate: sampleRate,
            byteCount: samples.count * width,
            channels: channels,
            bytesPerSample: width
        )
        file.reserveCapacity(file.count + samples.count * width)
        for sample in samples {
            let value = (sample << shift) + (width == 1 ? 128 : 0)
            for byte in 0..<width { file.append(UInt8(truncatingIfNeeded: value >> (byte * 8))) }
        }
        return file
    }
}
