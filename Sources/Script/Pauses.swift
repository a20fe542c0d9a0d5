import NarrateModel

/// Silence after an utterance by the structure that follows it, in seconds.
///
/// They are inserted when audio is put together: changing one never records anything again.
package struct Pauses: Sendable, Equatable, Codable {
    package var clause: Double
    package var sentence: Double
    package var paragraph: Double
    package var verseLine: Double
    package var stanza: Double
    package var scene: Double
    package var heading: Double
    /// After the last utterance of a chapter; head and tail of the file are the mastering
    /// profile's affair.
    package var chapterEnd: Double

    /// Creates pauses; the defaults are what narrators leave at about 150 words a minute.
    package init(
        clause: Double = 0.15,
        sentence: Double = 0.35,
        paragraph: Double = 0.6,
        verseLine: Double = 0.3,
        stanza: Double = 0.8,
        scene: Double = 1.8,
        heading: Double = 1.2,
        chapterEnd: Double = 0
    ) {
        self.clause = clause
        self.sentence = sentence
        self.paragraph = paragraph
        self.verseLine = verseLine
        self.stanza = stanza
        self.scene = scene
        self.heading = heading
        self.chapterEnd = chapterEnd
    }

    /// The pause that belongs to a boundary, in seconds.
    package func duration(after boundary: Utterance.Boundary) -> Double {
        switch boundary {
        case .clause: clause
        case .sentence: sentence
        case .paragraph: paragraph
        case .verseLine: verseLine
        case .stanza: stanza
        case .scene: scene
        case .heading: heading
        case .chapterEnd: chapterEnd
        }
    }
}
