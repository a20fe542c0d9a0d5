import NarrateModel

/// Decodes an audio file piece by piece.
///
/// The kind is told from the bytes, never from the name: WAV (also one whose sizes are placeholders,
/// as programs write to a pipe), FLAC, Opus in Ogg and MP3 (encoder delay and padding removed when the file tells them).
package struct AudioReader: ~Copyable {
    private let source: any AudioSource
    private var isAtEnd = false

    /// Opens a file.
    package init(path: String) throws(AudioError) {
        var file = try AudioFile(path: path)
        guard file.size > 0 else { throw .empty(path) }
        let start = try ID3Tag.end(in: &file)
        try file.seek(to: start)
        let opening = try file.read(36)
        try file.seek(to: start)
        switch AudioKind(opening: opening) {
        case .wave: source = try WAVSource(file)
        case .flac: source = try FLACSource(file)
        case .opus: source = try OpusSource(file)
        case .unsupported(let name): throw .unsupported(path, name)
        case .unknown: source = try MP3Source(file)
        }
    }

    package var format: AudioFormat { source.format }

    /// Frames the file promises, or `nil` when it does not say.
    ///
    /// Fewer frames than this at the end mean that the file was cut.
    package var expectedFrames: FrameCount? { source.expectedFrames }

    /// Frames there can be at most: what the file promises, else judged by its length.
    ///
    /// Costs nothing, whereas the exact count needs decoding.
    package var largestFrameCount: FrameCount { source.largestFrameCount }

    /// Decodes the next frames.
    ///
    /// - Returns: up to `frames` frames, or `nil` at the end.
    package mutating func read(_ frames: FrameCount) throws(AudioError) -> AudioBuffer? {
        let format = source.format
        var samples = [Float](repeating: 0, count: frames * format.channels)
        let result = samples.withUnsafeMutableBufferPointer { buffer in
            Result { () throws(AudioError) in try self.read(into: buffer) }
        }
        let count = try result.get()
        guard count > 0 else { return nil }
        samples.removeLast(samples.count - count)
        return AudioBuffer(format: format, samples: samples)
    }

    /// Decodes the next samples into memory of the caller.
    ///
    /// - Parameter samples: interleaved, room for a whole number of frames.
    /// - Returns: samples written; 0 at the end, fewer than asked only before it.
    /// - Throws: when the disk refuses or the audio is damaged.
    package mutating func read(
        into samples: UnsafeMutableBufferPointer<Float>
    ) throws(AudioError) -> Int {
        guard !isAtEnd, !samples.isEmpty else { return 0 }
        let count = try source.read(into: samples)
        isAtEnd = count < samples.count
        return count
    }
}

/// What the first bytes say about a file.
enum AudioKind {
    case wave, flac, opus
    /// Known, but not read.
    case unsupported(String)
    case unknown

    /// Tells the kind from the first 36 bytes, or 12 where only Opus may be missed.
    init(opening: [UInt8]) {
        switch (String(decoding: opening.prefix(4), as: UTF8.self), opening.dropFirst(8).prefix(4))
        {
        case ("RIFF", [0x57, 0x41, 0x56, 0x45]), ("RF64", [0x57, 0x41, 0x56, 0x45]): self = .wave
        case ("fLaC", _): self = .flac
        // An Ogg page holds its first packet behind a header of 28 bytes.
        case ("OggS", _) where opening.dropFirst(28).starts(with: "OpusHead".utf8): self = .opus
        case ("OggS", _): self = .unsupported("Ogg without Opus")
        case ("FORM", _): self = .unsupported("AIFF")
        case (_, _) where opening.dropFirst(4).starts(with: "ftyp".utf8):
            self = .unsupported("MPEG-4 audio")
        default: self = .unknown
        }
    }
}

/// Decodes a whole file into memory.
package func decodeAudio(at path: String) throws(AudioError) -> AudioBuffer {
    var reader = try AudioReader(path: path)
    var samples: [Float] = []
    while let piece = try reader.read(1 << 15) { samples += piece.samples }
    return AudioBuffer(format: reader.format, samples: samples)
}
