/// The text of a publication exactly as it will be spoken.
package struct NarrationScript: Sendable, Equatable, Codable {
    package var chapters: [ScriptChapter]
    /// How often each lexicon changed the text.
    package var lexiconUses: [LexiconUse]

    /// Creates a script.
    package init(chapters: [ScriptChapter], lexiconUses: [LexiconUse] = []) {
        self.chapters = chapters
        self.lexiconUses = lexiconUses
    }
}

/// A narrated chapter of a script.
package struct ScriptChapter: Sendable, Equatable, Codable {
    /// Index of the publication's chapter.
    package var index: Int
    package var title: String
    package var utterances: [Utterance]
    package var source: String

    /// Creates a chapter of a script.
    package init(index: Int, title: String, utterances: [Utterance], source: String) {
        self.index = index
        self.title = title
        self.utterances = utterances
        self.source = source
    }
}

/// What a lexicon did to a script.
package struct LexiconUse: Sendable, Equatable, Codable {
    package var source: String
    package var lexemes: Int
    /// Replacements made in the whole script.
    package var applied: Int
    /// Words in the script with phonemes the engine does not take: they are spoken as written.
    package var undelivered: [String]
    /// Words whose phonemes are sent in letters, for the engine takes none: `Siobhan (shih-vawn)`.
    package var respelled: [String]

    /// Creates a record of use.
    package init(
        source: String,
        lexemes: Int,
        applied: Int,
        undelivered: [String] = [],
        respelled: [String] = []
    ) {
        self.source = source
        self.lexemes = lexemes
        self.applied = applied
        self.undelivered = undelivered
        self.respelled = respelled
    }
}
