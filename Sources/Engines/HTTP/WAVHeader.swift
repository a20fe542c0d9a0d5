/// The head of a RIFF WAVE file.
enum WAVHeader {
    /// Where the samples are.
    struct DataChunk: Equatable {
        var offset: Int
        /// As the file says.
        var length: Int
        var bytesPerSecond: Int
    }

    /// The data chunk of a file, or `nil` when it is not a WAV file with samples.
    static func dataChunk(in bytes: borrowing RawSpan) -> DataChunk? {
        guard bytes.byteCount >= 12, tag(bytes, at: 0) == "RIFF", tag(bytes, at: 8) == "WAVE"
        else { return nil }
        var position = 12
        var bytesPerSecond = 0
        while position + 8 <= bytes.byteCount {
            let length = Int(number(bytes, at: position + 4))
            switch tag(bytes, at: position) {
            case "data":
                guard bytesPerSecond > 0 else { return nil }
                return DataChunk(
                    offset: position + 8,
                    length: length,
                    bytesPerSecond: bytesPerSecond
                )
            case "fmt ":
                guard position + 24 <= bytes.byteCount else { return nil }
                bytesPerSecond = Int(number(bytes, at: position + 16))
            default: break
            }
            position += 8 + length + length % 2
        }
        return nil
    }

    /// Writes the true lengths into a head that was written before they were known.
    static func setLengths(in file: inout [UInt8], chunk: DataChunk) {
        file.replaceSubrange(4..<8, with: word(file.count - 8))
        let length = word(file.count - chunk.offset)
        file.replaceSubrange(chunk.offset - 4..<chunk.offset, with: length)
    }

    private static func word(_ value: Int) -> [UInt8] {
        let clamped = UInt32(clamping: value)
        return (0..<4).map { UInt8(truncatingIfNeeded: clamped >> ($0 * 8)) }
    }

    private static func number(_ bytes: borrowing RawSpan, at offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private static func tag(_ bytes: borrowing RawSpan, at offset: Int) -> String {
        let scalars = (0..<4).map {
            bytes.unsafeLoadUnaligned(fromByteOffset: offset + $0, as: UInt8.self)
        }
        return String(decoding: scalars, as: UTF8.self)
    }
}
