import NarrateModel

/// An answer format by the word of the speech call; `pcm` may name its sample rate.
struct OpenAIFormat: Sendable, Equatable {
    /// What the server is asked for.
    let word: String
    let kind: SpokenFile.Kind

    /// Lossless, and the one format all known servers have.
    static let standard = "wav"

    /// - Throws: `EngineError.refused` for formats that can't be worked with.
    init(_ name: String) throws(EngineError) {
        switch name {
        case "mp3": (word, kind) = (name, .mp3)
        case "wav": (word, kind) = (name, .wav)
        case "flac": (word, kind) = (name, .flac)
        case "pcm": (word, kind) = (name, .pcm(sampleRate: 24_000))
        default:
            guard name.hasPrefix("pcm_"), let rate = Int(name.dropFirst(4)),
                (8_000...192_000).contains(rate)
            else {
                throw EngineError(
                    code: .refused,
                    message: "'\(name)' is not an output format that can be used",
                    hint: "use one of: auto, wav, flac, mp3, pcm, pcm_22050"
                )
            }
            (word, kind) = ("pcm", .pcm(sampleRate: rate))
        }
    }
}
