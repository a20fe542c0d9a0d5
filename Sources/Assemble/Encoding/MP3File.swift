import NarrateModel

/// A bare MP3, encoded by LAME.
final class MP3File: MasterSink {
    private var encoder: MP3Encoder
    private var file: OutputFile

    init(
        _ output: MasterOutput,
        format: AudioFormat,
        bitRate: Int,
        options: EncodingOptions
    ) throws(AssembleError) {
        encoder = try MP3Encoder(format: format, bitRate: bitRate, options: options)
        file = try OutputFile(path: output.path, isSynced: output.isKept)
    }

    func add(_ samples: UnsafeBufferPointer<Float>) throws {
        try encoder.encode(samples, into: &file)
    }

    func finish() throws {
        let start = try encoder.finish(into: &file)
        try file.finish(replacingStart: start)
    }
}
