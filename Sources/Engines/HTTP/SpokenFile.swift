import FoundationEssentials
import NarrateModel

/// An audio file as a service delivered it: looked through, and given a header where it has none.
struct SpokenFile {
    /// What the bytes are meant to be.
    enum Kind: Equatable, Sendable {
        case mp3
        case wav
        /// Decoded to WAV, losslessly: what follows need not know FLAC.
        case flac
        /// Signed 16-bit little-endian mono samples without a header.
        case pcm(sampleRate: Int)

        /// File name extension once the file stands on its own.
        var fileExtension: String {
            switch self {
            case .mp3: "mp3"
            case .wav, .pcm, .flac: "wav"
            }
        }
    }

    let path: String
    let kind: Kind

    /// Length of the audio in seconds, where it was counted.
    private(set) var seconds: Double?

    /// Looks a delivered file through and rewrites headers that lack or lie.
    /// - Throws: `EngineError.brokenAnswer` when it is not whole audio of its kind; `storage`.
    init(path: String, kind: Kind) throws(EngineError) {
        self.path = path
        self.kind = kind
        let bytes = try FileBytes.read(path)
        guard !bytes.isEmpty else { throw .broken("the answer is empty") }
        if let disguise = Self.disguise(bytes) { throw .broken(disguise) }
        switch kind {
        case .mp3:
            do throws(MP3FrameWalk.Fault) {
                seconds = try MP3FrameWalk(bytes.span.bytes).seconds
            } catch { throw .broken("the answer is not a whole MP3 file: \(error)") }
        case .wav: seconds = try Self.settleWAV(bytes, path: path)
        case .flac:
            let stream: FLACStream
            do throws(FLACError) { stream = try FLACStream(bytes) } catch {
                throw .broken("the answer is not a whole FLAC file: \(error)")
            }
            try Self.write(stream.wave, to: path)
            seconds = stream.seconds
        case .pcm(let rate):
            guard bytes.count.isMultiple(of: 2) else {
                throw .broken("the answer ends inside a sample")
            }
            let header = WaveHeader.bytes(sampleRate: rate, byteCount: bytes.count)
            try Self.write(header + bytes, to: path)
            seconds = Double(bytes.count) / Double(rate * 2)
        }
    }

    /// What a body is that only claims to be audio.
    private static func disguise(_ bytes: [UInt8]) -> String? {
        let start = bytes.prefix(64).drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("<!doctype") || text.hasPrefix("<html") || text.hasPrefix("<?xml") {
            return "the answer is a web page instead of audio"
        }
        if text.hasPrefix("{\"") || text.hasPrefix("[{") || text.hasPrefix("{\n") {
            return "the answer is a JSON document instead of audio"
        }
        return nil
    }

    /// Servers that stream WAV can't know its length: their headers say 0 or the greatest number.
    private static func settleWAV(_ bytes: [UInt8], path: String) throws(EngineError) -> Double {
        guard let chunk = WAVHeader.dataChunk(in: bytes.span.bytes) else {
            throw .broken("the answer is not a WAV file")
        }
        let present = bytes.count - chunk.offset
        let isUnknown = chunk.length == 0 || chunk.length >= 0x7FFF_F000
        guard isUnknown || chunk.length <= present else {
            throw .broken("the WAV file lacks \(chunk.length - present) bytes")
        }
        guard present > 0 else { throw .broken("the WAV file holds no samples") }
        if isUnknown {
            var whole = bytes
            WAVHeader.setLengths(in: &whole, chunk: chunk)
            try write(whole, to: path)
        }
        let length = isUnknown ? present : chunk.length
        return Double(length) / Double(max(1, chunk.bytesPerSecond))
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(EngineError) {
        // Written in place: the file was made by whoever waits for it.
        do { try Data(bytes).write(to: URL(filePath: path)) } catch {
            throw .storage("can't write \(path): \(error)")
        }
    }
}

extension EngineError {
    /// An answer that was paid for and is no use.
    static func broken(_ message: String) -> EngineError {
        EngineError(code: .brokenAnswer, message: message, charge: .paid)
    }

    static func storage(_ message: String) -> EngineError {
        EngineError(code: .storage, message: message, charge: .paid)
    }
}

extension SpokenFile.Kind {
    /// What a file's first bytes say it is, or `nil` when they say nothing.
    ///
    /// Servers that imitate a service often answer in the one format they have.
    init?(ofFile path: String) throws(EngineError) {
        let bytes = try FileBytes.read(path, upTo: 12)
        if bytes.starts(with: Array("RIFF".utf8)) {
            self = .wav
        } else if bytes.starts(with: Array("fLaC".utf8)) {
            self = .flac
        } else if bytes.starts(with: Array("ID3".utf8)) {
            self = .mp3
        } else {
            return nil
        }
    }
}
