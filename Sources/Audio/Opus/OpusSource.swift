import NarrateModel

/// Decodes Opus in Ogg (RFC 7845) with libopusfile, encoder delay and padding removed.
final class OpusSource: AudioSource {
    /// Opus is decoded at 48 kHz, whatever was encoded.
    static let sampleRate = 48_000

    let format: AudioFormat
    let expectedFrames: FrameCount?
    let largestFrameCount: FrameCount
    private let path: String
    private var opus: OpusFile

    /// Opens the file.
    init(_ file: consuming AudioFile) throws(AudioError) {
        path = file.path
        // No encoder stays below 500 bit/s.
        let most = file.size * 16 * Self.sampleRate / 1000
        var pages = OggPages(file)
        try pages.verify()
        opus = try OpusFile(path: path)
        format = AudioFormat(sampleRate: Self.sampleRate, channels: opus.channels)
        expectedFrames = opus.frameCount
        largestFrameCount = opus.frameCount ?? most
    }

    func read(into samples: UnsafeMutableBufferPointer<Float>) throws(AudioError) -> Int {
        var filled = 0
        while filled < samples.count {
            switch opus.read(into: UnsafeMutableBufferPointer(rebasing: samples[filled...])) {
            case .decoded(let frames, let channels):
                guard channels == format.channels else {
                    throw .corrupt(
                        path,
                        "it changes from \(format.channels) to \(channels) channels"
                    )
                }
                filled += frames * channels
            case .ended: return filled
            case .failed(let reason): throw .corrupt(path, reason)
            }
        }
        return filled
    }
}
