import NarrateModel
import NarratePublish

extension EngineSession {
    /// The voices that speak a script and how much, the book's first.
    func voices(of script: NarrationScript) -> [ReleaseVoice] {
        var counts: [String?: Int] = [:]
        for chapter in script.chapters {
            for utterance in chapter.utterances { counts[utterance.voice, default: 0] += 1 }
        }
        var voices: [ReleaseVoice] = []
        for (name, count) in counts.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            let role = name.flatMap { cast[$0] }
            let voice = ReleaseVoice(
                voice: role?.template.voice ?? template.voice,
                name: role?.name ?? voiceName,
                utterances: count
            )
            if let known = voices.firstIndex(where: { $0.voice == voice.voice }) {
                voices[known].utterances += count
            } else {
                voices.append(voice)
            }
        }
        return voices
    }
}
