import NarrateModel

/// The shape of audio that an engine's word for a format promises: `mp3_44100_128`, `wav_22050`.
struct OutputShape: Sendable, Equatable {
    var format: AudioFormat
    /// kbit/s, where the word says.
    var bitRate: Double?

    /// Reads the word; `nil` when it tells no sample rate.
    init?(_ name: String) {
        let parts = name.split(separator: "_")
        guard parts.count >= 2, let rate = Int(parts[1]), (8000...192_000).contains(rate) else {
            return nil
        }
        format = AudioFormat(sampleRate: rate, channels: 1)
        bitRate = parts.count > 2 && parts[0] == "mp3" ? Double(parts[2]) : nil
    }
}
