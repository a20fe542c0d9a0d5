import NarrateModel

/// A decoder of one kind of file, as `AudioReader` drives it.
///
/// A class, because the libraries' handles are shared with their callbacks and have one owner.
protocol AudioSource: AnyObject {
    var format: AudioFormat { get }

    /// Frames the file says it has, or `nil` when it does not say.
    var expectedFrames: FrameCount? { get }

    /// Frames there can be at most, judged by the file's length.
    var largestFrameCount: FrameCount { get }

    /// Decodes the next frames, interleaved, into room for a whole number of them.
    ///
    /// Writes fewer samples than asked only at the end, and says how many.
    func read(into samples: UnsafeMutableBufferPointer<Float>) throws(AudioError) -> Int
}
