import NarrateModel

/// What a WAV file says in front of its samples (RIFF/WAVE, also RF64).
struct WAVHeader: Equatable {
    var format: AudioFormat
    var encoding: SampleEncoding
    /// Bytes of samples that are announced, or `nil` when the writer did not know.
    var announcedBytes: Int?

    /// Bytes of one frame.
    var frameBytes: Int { encoding.bytes * format.channels }

    /// Reads up to the first sample.
    init(_ file: inout AudioFile) throws(AudioError) {
        let riff = try file.read(12)
        guard riff.count == 12 else { throw .corrupt(file.path, "its header is cut") }
        var description: (format: AudioFormat, encoding: SampleEncoding)?
        var wideSize: Int?
        while true {
            let chunk = try file.read(8)
            guard chunk.count == 8 else { throw .corrupt(file.path, "it has no data chunk") }
            let size = Self.number(chunk[4..<8])
            switch String(decoding: chunk[0..<4], as: UTF8.self) {
            case "data":
                guard let description else { throw .corrupt(file.path, "it has no fmt chunk") }
                format = description.format
                encoding = description.encoding
                announcedBytes = Self.announced(size, wide: wideSize)
                return
            case "fmt ":
                let body = try Self.body(size, &file)
                description = try Self.description(body, path: file.path)
            case "ds64":
                let body = try Self.body(size, &file)
                guard body.count >= 16 else { throw .corrupt(file.path, "its ds64 chunk is cut") }
                wideSize = Self.number(body[8..<16])
            default:
                try file.seek(to: file.position + size + size & 1)
            }
        }
    }

    private static func body(_ size: Int, _ file: inout AudioFile) throws(AudioError) -> [UInt8] {
        guard size <= 4096 else { throw .corrupt(file.path, "a header chunk has \(size) bytes") }
        let body = try file.read(size + size & 1)
        guard body.count >= size else { throw .corrupt(file.path, "its header is cut") }
        return body
    }

    /// Programs that write to a pipe leave 0 or a number near the largest one as the size.
    private static func announced(_ size: Int, wide: Int?) -> Int? {
        if let wide, size == 0xFFFF_FFFF { return wide }
        return size == 0 || size >= 0x7FFF_F000 ? nil : size
    }

    private static func description(
        _ body: [UInt8],
        path: String
    ) throws(AudioError) -> (format: AudioFormat, encoding: SampleEncoding) {
        guard body.count >= 16 else { throw .corrupt(path, "its fmt chunk is cut") }
        var tag = number(body[0..<2])
        let bits = number(body[14..<16])
        // WAVE_FORMAT_EXTENSIBLE keeps the real tag in the first bytes of its sub-format.
        if tag == 0xFFFE, body.count >= 26 { tag = number(body[24..<26]) }
        let format = AudioFormat(
            sampleRate: number(body[4..<8]),
            channels: number(body[2..<4])
        )
        guard let encoding = encoding(tag: tag, bits: bits) else {
            throw .unsupported(path, "WAV samples of type \(tag) with \(bits) bits")
        }
        guard (1...8).contains(format.channels), (1_000...768_000).contains(format.sampleRate),
            number(body[12..<14]) == encoding.bytes * format.channels
        else {
            throw .corrupt(
                path,
                "its header says \(format.channels) channels at \(format.sampleRate) Hz"
            )
        }
        return (format, encoding)
    }

    private static func encoding(tag: Int, bits: Int) -> SampleEncoding? {
        switch (tag, bits) {
        case (1, 8): .unsigned8
        case (1, 16): .signed16
        case (1, 24): .signed24
        case (1, 32): .signed32
        case (3, 32): .float32
        case (3, 64): .float64
        case (6, 8): .aLaw
        case (7, 8): .muLaw
        default: nil
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(truncatingIfNeeded: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
