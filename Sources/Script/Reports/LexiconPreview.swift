import NarrateModel

/// What lexicons make of a text: the result of `lexicon apply`.
package struct LexiconPreview: Sendable, Equatable, Codable {
    /// A word and what is sent in its place.
    package struct Replacement: Sendable, Equatable, Codable {
        package var written: String
        package var spoken: String
        /// File of the entry.
        package var source: String
        /// Line of the entry in it, from 1.
        package var line: Int?
    }

    /// The text as it is sent.
    package var text: String
    /// In the order of the text.
    package var replacements: [Replacement]
    /// Words with phonemes the engine does not take.
    package var undelivered: [String]

    /// Applies lexicons, and nothing else, to a text.
    ///
    /// - Parameters:
    ///   - text: any text; white space is kept as it is outside of what is replaced.
    ///   - lexicons: in order; the first entry for a word wins.
    ///   - language: BCP 47 tag of the text, or nothing.
    ///   - phonemes: how the engine takes them.
    package init(
        of text: String,
        lexicons: [Lexicon],
        language: String = "",
        phonemes: PhonemeDelivery = .none
    ) {
        let options = ScriptOptions(normalisation: .off)
        var maker = EditMaker(
            options: options,
            lexicons: lexicons,
            language: language,
            isMain: true,
            phonemes: phonemes.speaking(language, isForeign: false)
        )
        let written = UTF8Text(text)
        let passage = Passage(role: .paragraph, text: text, source: "")
        let edits = maker.edits(of: passage, in: written)
        let spoken = SpokenText(written, range: 0..<written.count, edits: edits).text
        self.text = spoken[0..<spoken.count]
        replacements = edits.compactMap { edit in
            guard case .lexicon(let index, let lexeme) = edit.origin else { return nil }
            return Replacement(
                written: written[edit.range],
                spoken: String(decoding: edit.replacement, as: UTF8.self),
                source: lexicons[index].source,
                line: lexicons[index].lexemes[lexeme].line
            )
        }
        undelivered = Set(maker.undelivered.values.joined()).sorted()
    }
}
