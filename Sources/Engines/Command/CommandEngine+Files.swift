import FoundationEssentials
import NarrateModel

extension CommandEngine {
    /// Puts the file that the program has written in the place of the empty one.
    static func move(_ written: String, to path: String, program: String) throws(EngineError) {
        let files = FileManager.default
        guard files.fileExists(atPath: written) else { throw .noOutput(of: program) }
        do {
            try files.removeItem(atPath: path)
            try files.moveItem(atPath: written, toPath: path)
        } catch {
            throw .storage("can't write '\(path)': \(error)")
        }
    }

    /// A file that stays behind does no harm: its name is that of a take with an ending.
    static func removeIfPresent(_ path: String) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension SpokenFile.Kind {
    /// What a program delivers: `wav`, `mp3`, `flac`, or `pcm_22050` and the like for samples
    /// without a header.
    init(commandFormat name: String) throws(EngineError) {
        let parts = name.split(separator: "_")
        switch (parts.first, parts.count) {
        case ("wav", 1): self = .wav
        case ("mp3", 1): self = .mp3
        case ("flac", 1): self = .flac
        case ("pcm", 2):
            guard let rate = Int(parts[1]), (8_000...192_000).contains(rate) else { fallthrough }
            self = .pcm(sampleRate: rate)
        default:
            throw EngineError(
                code: .refused,
                message: "the command engine does not know the format '\(name)'",
                hint: "use wav, mp3, flac or pcm_ with the sample rate, such as pcm_22050"
            )
        }
    }
}
