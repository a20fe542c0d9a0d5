import NarrateModel

/// An output format of the service that narrate can work with, by the vendor's name.
struct ElevenLabsFormat: Sendable, Equatable {
    let name: String
    let kind: SpokenFile.Kind
    /// Kbit/s; 0 where the format has none.
    let bitRate: Int
    let sampleRate: Int

    /// What is asked for when nothing else is said; every plan has it.
    static let standard = "mp3_44100_128"

    private static let names = [
        "mp3_22050_32", "mp3_24000_48", "mp3_44100_32", "mp3_44100_64", "mp3_44100_96",
        "mp3_44100_128", "mp3_44100_192", "pcm_8000", "pcm_16000", "pcm_22050", "pcm_24000",
        "pcm_32000", "pcm_44100", "pcm_48000", "wav_8000", "wav_16000", "wav_22050", "wav_24000",
        "wav_32000", "wav_44100", "wav_48000",
    ]

    /// - Throws: `EngineError.refused` for other names, telephone formats and Opus among them.
    init(_ name: String) throws(EngineError) {
        let parts = name.split(separator: "_")
        guard Self.names.contains(name), let rate = Int(parts[1]) else {
            throw EngineError(
                code: .refused,
                message: "'\(name)' is not an output format that can be used",
                hint: "use one of: auto, \(Self.names.joined(separator: ", "))"
            )
        }
        self.name = name
        sampleRate = rate
        bitRate = parts.count > 2 ? Int(parts[2]) ?? 0 : 0
        kind =
            switch parts[0] {
            case "mp3": .mp3
            case "wav": .wav
            default: .pcm(sampleRate: rate)
            }
    }

    /// The best format a plan allows; the standard one when the plan is not known.
    static func best(for plan: ElevenLabsPlan?) -> String {
        switch plan?.rank {
        case .proAndAbove: "pcm_44100"
        case .creator: "mp3_44100_192"
        default: standard
        }
    }

    /// The lowest plan that has the format, where not every plan does.
    var neededRank: ElevenLabsPlan.Rank? {
        switch name {
        case "mp3_44100_192": .creator
        case "pcm_44100", "pcm_48000", "wav_44100", "wav_48000": .proAndAbove
        default: nil
        }
    }
}
