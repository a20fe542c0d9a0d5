import NarrateModel
import SystemPackage

/// The header of a WAV file that was written as a stream, without knowing its length.
enum StreamedWAV {
    /// Writes the sizes that the file's length implies.
    ///
    /// - Returns: bytes of sample data.
    /// - Throws: `EngineError` with `.brokenAnswer` when the file is no WAV file of 16-bit samples.
    static func repairSizes(of path: String) throws -> Int {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readWrite)
            return try file.closeAfter { try repairSizes(of: file, path: path) }
        } catch let error as Errno {
            throw EngineError.storage(path, error)
        }
    }

    private static func repairSizes(of file: FileDescriptor, path: String) throws -> Int {
        let length = Int(try file.seek(offset: 0, from: .end))
        var header = [UInt8](repeating: 0, count: size)
        let read = try header.withUnsafeMutableBytes {
            try file.read(fromAbsoluteOffset: 0, into: $0)
        }
        guard read == size, header.starts(with: Array("RIFF".utf8)),
            header[8..<16].elementsEqual("WAVEfmt ".utf8),
            header[36..<40].elementsEqual("data".utf8)
        else { throw EngineError.noWAV }
        let frame = Int(header[32]) | Int(header[33]) << 8
        // A half-written frame at the end would shift every decoder that trusts the size.
        let data = (length - size) / max(1, frame) * max(1, frame)
        try write(UInt32(data + size - 8), at: 4, of: file)
        try write(UInt32(data), at: 40, of: file)
        return data
    }

    private static func write(_ value: UInt32, at offset: Int64, of file: FileDescriptor) throws {
        _ = try withUnsafeBytes(of: value.littleEndian) {
            try file.writeAll(toAbsoluteOffset: offset, $0)
        }
    }

    /// RIFF, format of 16 bytes, data: what espeak-ng writes.
    private static let size = 44
}

extension EngineError {
    static var noWAV: Self {
        Self(code: .brokenAnswer, message: "the engine's answer is not a WAV file")
    }
}
