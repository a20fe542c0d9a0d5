import NarrateModel

/// Finds the words of a book that are most likely to be mispronounced.
package struct WordsAtRisk: Sendable {
    private let known: Set<String>

    /// Prepares a search; words that lexicons have already are left out.
    package init(lexicons: [Lexicon] = []) {
        known = Set(lexicons.flatMap { $0.lexemes.flatMap(\.graphemes) })
    }

    /// The words, most frequent first, up to a number of them.
    package func words(in publication: Publication, limit: Int = 200) -> [RiskyWord] {
        let named = publication.metadata.language ?? ""
        let language = named.isEmpty ? LanguageGuess.language(of: publication) : named
        var census = WordCensus(language: language)
        for (index, chapter) in publication.narratedChapters.enumerated() {
            for (place, block) in chapter.blocks.enumerated() {
                census.read(block, at: WordCensus.Place(chapter: index, block: place))
            }
        }
        let spelling = SpellingModel(census.ordinaryWords)
        var found: [(word: String, kind: RiskyWord.Kind, tally: WordCensus.Tally)] = []
        for (word, tally) in census.tallies where !known.contains(word) {
            guard let kind = census.kind(of: word, tally, spelling) else { continue }
            found.append((word, kind, tally))
        }
        found.sort { ($1.tally.count, $0.word) < ($0.tally.count, $1.word) }
        let chapters = publication.narratedChapters
        let splitter = SentenceSplitter(language: language)
        return found.prefix(limit).map { word, kind, tally in
            let text = chapters[tally.first.chapter].blocks[tally.first.block].text
            return RiskyWord(
                word: word,
                kind: kind,
                count: tally.count,
                example: example(of: word, in: text, splitter)
            )
        }
    }

    private func example(
        of word: String,
        in text: String,
        _ splitter: SentenceSplitter
    ) -> String {
        splitter.sentences(in: text).first { sentence in
            let bytes = UTF8Text(sentence)
            return WordCensus.words(in: bytes).contains { bytes[$0] == word }
        } ?? text
    }
}
