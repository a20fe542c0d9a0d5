import NarrateModel

/// A file that mastered samples go to.
protocol MasterSink: AnyObject {
    /// Takes the next samples, interleaved, full scale ±1.
    func add(_ samples: UnsafeBufferPointer<Float>) throws

    /// Ends the file, which is whole then; before, nothing stands under its name.
    func finish() throws
}

/// What a chapter is encoded to.
package struct MasterOutput: Sendable, Equatable {
    package var encoding: AudioEncoding
    /// The file; one that exists is replaced.
    package var path: String
    /// Whether it is kept beyond the run and has to survive a power cut.
    package var isKept: Bool

    /// Creates an output.
    package init(_ encoding: AudioEncoding, path: String, isKept: Bool = false) {
        self.encoding = encoding
        self.path = path
        self.isKept = isKept
    }

    /// The file that takes the samples.
    func sink(
        format: AudioFormat,
        bitRate: Int,
        options: EncodingOptions
    ) throws -> any MasterSink {
        switch encoding {
        case .mp3: try MP3File(self, format: format, bitRate: bitRate, options: options)
        case .aac, .opus, .flac: try FFmpegFile(self, format: format)
        }
    }
}
