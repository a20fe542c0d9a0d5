import CMPG123
import NarrateModel

/// Decodes MP3 with libmpg123, encoder delay and padding removed.
final class MP3Source: AudioSource {
    let format: AudioFormat
    let expectedFrames: FrameCount?
    let largestFrameCount: FrameCount
    private let path: String
    private var frames: MPEGFrameReader
    private var decoder: MPG123Decoder

    /// Looks for the first frame; the file stands behind its tags.
    init(_ file: consuming AudioFile) throws(AudioError) {
        path = file.path
        frames = try MPEGFrameReader(file)
        format = frames.header.format
        expectedFrames = frames.expectedFrames
        largestFrameCount = frames.expectedFrames ?? frames.largestFrameCount
        decoder = try MPG123Decoder()
    }

    func read(into samples: UnsafeMutableBufferPointer<Float>) throws(AudioError) -> Int {
        var filled = 0
        while filled < samples.count {
            let room = UnsafeMutableBufferPointer(rebasing: samples[filled...])
            let (count, event) = decoder.read(into: room)
            filled += count
            switch event {
            case .decoded: break
            case .ended: return filled
            case .hungry:
                guard try frames.next({ self.decoder.feed($1) }) else { return filled }
            case .format(let found):
                guard found == format else {
                    throw .corrupt(path, "it decodes to \(found.text), not \(format.text)")
                }
            case .failed(let reason): throw .corrupt(path, reason)
            }
        }
        return filled
    }
}
