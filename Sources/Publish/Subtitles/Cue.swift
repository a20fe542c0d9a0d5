import NarrateModel

/// A text and when it is heard, in seconds from the start of its file.
struct Cue: Sendable, Equatable {
    var text: String
    var start: Double
    var end: Double
    /// When its words are spoken, in seconds from its start, where that is known.
    var words: [TimedWord] = []

    /// One cue for each utterance, empty when the chapter does not tell its utterances.
    static func cues(of chapter: ReleaseChapter) -> [Cue] {
        let starts = chapter.master.starts
        guard starts.count == chapter.script.count else { return [] }
        let rate = Double(chapter.master.format.sampleRate)
        let times = starts.map { Double($0) / rate } + [chapter.master.duration]
        let ends = chapter.master.ends.map { $0.map { Double($0) / rate } }
        return chapter.script.enumerated().map { position, utterance in
            let start = times[position]
            let next = max(start, times[position + 1])
            let last = ends?.dropFirst(position).first ?? next - utterance.pauseAfter
            // The pause after it belongs to nobody, but a cue must be seen for a moment.
            let end = max(min(last, next), min(next, start + 0.3))
            var cue = Cue(text: utterance.written ?? utterance.text, start: start, end: end)
            if chapter.words.count == starts.count { cue.words = chapter.words[position] }
            return cue
        }
    }
}

extension Cue {
    /// The cue where its chapter does not stand at the beginning of the file.
    func later(by seconds: Double) -> Cue {
        var cue = self
        cue.start += seconds
        cue.end += seconds
        return cue
    }
}
