import NarrateModel

/// Turns a publication into the text that is spoken.
///
/// Pure: the same publication, lexicons and options give the same script.
package struct ScriptWriter: Sendable {
    private let options: ScriptOptions
    private let lexicons: [Lexicon]

    /// Creates a writer; lexicons are applied in order, before those of the book itself, and the
    /// first entry for a word wins.
    package init(options: ScriptOptions, lexicons: [Lexicon] = []) {
        self.options = options
        self.lexicons = lexicons
    }

    /// The script of the chapters that are narrated and have something to speak.
    package func script(of publication: Publication) -> NarrationScript {
        let named = publication.metadata.language ?? ""
        let language = named.isEmpty ? LanguageGuess.language(of: publication) : named
        var press = PassagePress(
            options: options,
            lexicons: lexicons + publication.lexicons,
            language: language
        )
        let narrated = publication.narratedChapters
        let utterances = ChapterCrew(options: options).utterances(of: narrated, &press)
        let chapters = zip(narrated, utterances).compactMap { chapter, utterances in
            // A heading that was silenced, a line of stars: nothing to speak is no chapter.
            utterances.isEmpty
                ? nil
                : ScriptChapter(
                    index: chapter.index,
                    title: title(of: chapter),
                    utterances: utterances,
                    source: chapter.source
                )
        }
        return NarrationScript(
            chapters: credits(around: chapters, of: publication, language, &press),
            lexiconUses: press.uses + [press.bookUse(source: publication.source)].compactMap { $0 }
        )
    }

    /// A chapter that is silenced keeps its name.
    private func title(of chapter: Chapter) -> String {
        let title = options.titles[chapter.index] ?? ""
        return title.isEmpty ? chapter.title : title
    }

    private func credits(
        around chapters: [ScriptChapter],
        of publication: Publication,
        _ language: String,
        _ press: inout PassagePress
    ) -> [ScriptChapter] {
        let lines = options.credits.lines(in: language)
        let titles = CreditWords.of(language: language).titles
        var result = chapters
        let last = publication.chapters.map(\.index).max() ?? 0
        if let opening = credit(lines.opening, publication, language, &press) {
            let chapter = ScriptChapter(
                index: 0,
                title: titles.opening,
                utterances: opening,
                source: publication.source
            )
            result.insert(chapter, at: 0)
        }
        if let closing = credit(lines.closing, publication, language, &press) {
            result.append(
                ScriptChapter(
                    index: last + 1,
                    title: titles.closing,
                    utterances: closing,
                    source: publication.source
                )
            )
        }
        return result
    }

    private func credit(
        _ template: String?,
        _ publication: Publication,
        _ language: String,
        _ press: inout PassagePress
    ) -> [Utterance]? {
        guard let template,
            let line = CreditLines.line(template, of: publication.metadata, language: language)
        else { return nil }
        let passage = Passage(role: .credits, text: line, source: publication.source)
        var utterances = press.utterances(of: passage)
        guard !utterances.isEmpty else { return nil }
        for index in utterances.indices {
            utterances[index].index = index + 1
            if index == utterances.count - 1 { utterances[index].boundary = .chapterEnd }
            utterances[index].pauseAfter = options.pauses.duration(
                after: utterances[index].boundary
            )
        }
        return utterances
    }
}
