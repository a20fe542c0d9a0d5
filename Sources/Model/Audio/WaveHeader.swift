/// The head of a RIFF WAVE file that is written.
package enum WaveHeader {
    /// The 44 bytes before samples of integers, mono and of 16 bits unless told otherwise.
    ///
    /// - Parameters:
    ///   - sampleRate: in Hz.
    ///   - byteCount: of the samples.
    ///   - channels: samples at each moment.
    ///   - bytesPerSample: of one channel.
    /// - Returns: the head of the file.
    package static func bytes(
        sampleRate: Int,
        byteCount: Int,
        channels: Int = 1,
        bytesPerSample: Int = 2
    ) -> [UInt8] {
        let frame = channels * bytesPerSample
        var header = Array("RIFF".utf8) + word(36 + byteCount) + Array("WAVEfmt ".utf8)
        header += word(16) + half(1) + half(channels) + word(sampleRate)
        header += word(sampleRate * frame) + half(frame) + half(bytesPerSample * 8)
        return header + Array("data".utf8) + word(byteCount)
    }

    private static func word(_ value: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func half(_ value: Int) -> [UInt8] { Array(word(value).prefix(2)) }
}
