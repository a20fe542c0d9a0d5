/// A walk over the frames of an MP3 file (ISO/IEC 11172-3 and 13818-3, layer III).
///
/// Decoders forgive what a paid take must not have: an end cut off, or something else altogether.
struct MP3FrameWalk: Equatable {
    /// Frames that hold audio.
    private(set) var frameCount = 0
    private(set) var seconds = 0.0
    private(set) var sampleRate = 0
    /// Kbit/s of the frames.
    private(set) var bitRates: Set<Int> = []
    /// Frames the Info or Xing frame promises, where there is one.
    private(set) var promisedFrames: Int?

    /// Why bytes are not a whole MP3 file.
    enum Fault: Error, Equatable, CustomStringConvertible {
        case notMP3(byte: Int)
        case cutShort(missing: Int)
        case framesMissing(found: Int, promised: Int)
        case noFrames

        var description: String {
            switch self {
            case .notMP3(let byte): "no MP3 frame at byte \(byte)"
            case .cutShort(let missing): "the last MP3 frame lacks \(missing) bytes"
            case .framesMissing(let found, let promised): "\(found) of \(promised) MP3 frames"
            case .noFrames: "no MP3 frames"
            }
        }
    }

    init(_ bytes: borrowing RawSpan) throws(Fault) {
        var position = Self.tagLength(bytes)
        while position < bytes.byteCount, !isEnd(bytes, at: position) {
            guard position + 4 <= bytes.byteCount else {
                throw .cutShort(missing: position + 4 - bytes.byteCount)
            }
            guard let header = FrameHeader(Self.word(bytes, at: position)) else {
                throw .notMP3(byte: position)
            }
            let missing = position + header.length - bytes.byteCount
            guard missing <= 0 else { throw .cutShort(missing: missing) }
            let promise = frameCount == 0 ? Self.promise(bytes, at: position, header) : nil
            if let promise {
                promisedFrames = promise
            } else {
                count(header)
            }
            position += header.length
        }
        guard frameCount > 0 else { throw .noFrames }
        if let promised = promisedFrames, promised > frameCount {
            throw .framesMissing(found: frameCount, promised: promised)
        }
    }

    private mutating func count(_ header: FrameHeader) {
        frameCount += 1
        sampleRate = header.sampleRate
        bitRates.insert(header.bitRate)
        seconds += Double(header.samples) / Double(header.sampleRate)
    }

    private static func word(_ bytes: borrowing RawSpan, at offset: Int) -> UInt32 {
        UInt32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Bytes of the ID3v2 tags at the start; the size in a tag's head counts, whatever it holds.
    private static func tagLength(_ bytes: borrowing RawSpan) -> Int {
        var position = 0
        while position + 10 <= bytes.byteCount, word(bytes, at: position) >> 8 == 0x49_44_33 {
            let size = word(bytes, at: position + 6)
            let length = (0..<4).reduce(0) { $0 | Int(size >> ($1 * 8) & 127) << ($1 * 7) }
            position += 10 + length
        }
        return position
    }

    /// Whether all audio is behind, and what follows is none of it.
    private func isEnd(_ bytes: borrowing RawSpan, at position: Int) -> Bool {
        // Every frame that was promised is there: whatever comes after them was added to a whole
        // file, and to refuse it would be to pay for the same audio again.
        if let promisedFrames, promisedFrames > 0, frameCount == promisedFrames { return true }
        guard frameCount > 0, position + 8 <= bytes.byteCount else { return false }
        let isOldTag = Self.word(bytes, at: position) >> 8 == 0x54_41_47
        if isOldTag, bytes.byteCount - position == 128 { return true }
        // "APETAGEX"
        return Self.word(bytes, at: position) == 0x41_50_45_54
            && Self.word(bytes, at: position + 4) == 0x41_47_45_58
    }

    /// The frame count of an Info or Xing frame, or `nil` when the frame holds audio.
    private static func promise(
        _ bytes: borrowing RawSpan,
        at position: Int,
        _ header: FrameHeader
    ) -> Int? {
        let mark = position + 4 + header.sideInfoLength
        guard mark + 12 <= position + header.length else { return nil }
        let name = word(bytes, at: mark)
        guard name == 0x49_6E_66_6F || name == 0x58_69_6E_67 else { return nil }
        return word(bytes, at: mark + 4) & 1 == 1 ? Int(word(bytes, at: mark + 8)) : 0
    }
}

/// The four bytes a layer III frame begins with.
private struct FrameHeader {
    let length: Int
    let samples: Int
    let sampleRate: Int
    let bitRate: Int
    let sideInfoLength: Int

    private static let sampleRates = [44_100, 48_000, 32_000]
    private static let bitRates1 = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ]
    private static let bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    init?(_ word: UInt32) {
        let version = word >> 19 & 3
        let rateIndex = Int(word >> 10 & 3)
        let bitRateIndex = Int(word >> 12 & 15)
        guard word >> 21 == 0x7FF, version != 1, word >> 17 & 3 == 1, rateIndex < 3,
            (1...14).contains(bitRateIndex)
        else { return nil }
        let isMPEG1 = version == 3
        let isMono = word >> 6 & 3 == 3
        sampleRate = Self.sampleRates[rateIndex] >> (isMPEG1 ? 0 : version == 2 ? 1 : 2)
        bitRate = (isMPEG1 ? Self.bitRates1 : Self.bitRates2)[bitRateIndex]
        samples = isMPEG1 ? 1152 : 576
        length = samples / 8 * bitRate * 1000 / sampleRate + Int(word >> 9 & 1)
        sideInfoLength = isMPEG1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
    }
}
