import NarrateModel

/// An utterance as a page shows it: what the book says, and when it is heard.
struct Passage: Sendable, Equatable {
    var text: String
    var role: Utterance.Role
    /// Whether a paragraph, heading or line ends with it.
    var endsParagraph: Bool
    /// BCP 47 tag where it differs from the book's.
    var language: String?
    /// Seconds from the beginning of the chapter's file.
    var start: Double
    var end: Double
    /// When each word begins, in seconds from its start; empty where that is not known.
    var words: [Double] = []

    /// One passage for each utterance, empty when the chapter does not tell its utterances.
    static func passages(of chapter: ReleaseChapter) -> [Passage] {
        let cues = Cue.cues(of: chapter)
        guard cues.count == chapter.script.count else { return [] }
        return zip(cues, chapter.script).map { cue, utterance in
            let text = cue.text.collapsingWhiteSpace
            // Where other words are spoken than are written, their times say nothing of these.
            let isAligned = text.split(separator: " ").count == cue.words.count
            return Passage(
                text: text,
                role: utterance.role,
                endsParagraph: ![.clause, .sentence].contains(utterance.boundary),
                language: utterance.language,
                start: cue.start,
                end: cue.end,
                words: isAligned ? cue.words.map(\.start) : []
            )
        }
    }
}
