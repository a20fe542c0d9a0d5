import NarrateModel

/// Makes utterances of passages: edits, voices, cuts.
struct PassagePress {
    private let options: ScriptOptions
    private let lexicons: [Lexicon]
    private let language: String
    private let chunker: Chunker
    private let voices: VoiceParts
    private var tools: [Tools] = []
    private var places: [String: Int] = [:]

    /// What works on text of one language.
    private struct Tools {
        var maker: EditMaker
        var splitter: SentenceSplitter
    }

    init(options: ScriptOptions, lexicons: [Lexicon], language: String) {
        self.options = options
        self.lexicons = lexicons
        self.language = language
        tools = [PassagePress.tools(options, lexicons, language, isMain: true)]
        chunker = Chunker(limit: max(1, options.maxCharacters), minimum: options.minCharacters)
        voices = VoiceParts(options: options, language: language)
    }

    /// How often each lexicon changed the text so far.
    var uses: [LexiconUse] {
        lexicons.indices.map { index in
            var applied = 0
            var undelivered: Set<String> = []
            for tool in tools {
                for (entry, count) in tool.maker.applied where entry.lexicon == index {
                    applied += count
                }
                undelivered.formUnion(tool.maker.undelivered[index] ?? [])
            }
            return LexiconUse(
                source: lexicons[index].source,
                lexemes: lexicons[index].lexemes.count,
                applied: applied,
                undelivered: undelivered.sorted()
            )
        }
    }

    /// The utterances of a passage; none when nothing in it can be spoken.
    mutating func utterances(of passage: Passage) -> [Utterance] {
        var result: [Utterance] = []
        for part in voices.parts(of: passage) { result += utterances(ofPart: part) }
        return result
    }

    private mutating func utterances(ofPart passage: Passage) -> [Utterance] {
        let place = place(of: passage.language)
        let written = UTF8Text(passage.text)
        var edits = tools[place].maker.edits(of: passage, in: written)
        if passage.role == .heading { endHeading(written, &edits) }
        let spoken = SpokenText(written, range: 0..<written.count, edits: edits)
        let splitter = tools[place].splitter
        let pieces = chunker.pieces(
            of: spoken.text,
            atoms: spoken.patches.filter(\.isAtomic).map(\.spoken),
            sentences: { spoken.spokenOffsets(of: splitter.starts(in: written)) }
        )
        return pieces.map { utterance($0, of: spoken, passage) }
    }

    /// Where the tools for a language are; the book's own are the first.
    private mutating func place(of foreign: String?) -> Int {
        guard let foreign else { return 0 }
        let key = LanguageTag.primary(foreign)
        if let place = places[key] { return place }
        tools.append(PassagePress.tools(options, lexicons, foreign, isMain: false))
        places[key] = tools.count - 1
        return tools.count - 1
    }

    private static func tools(
        _ options: ScriptOptions,
        _ lexicons: [Lexicon],
        _ language: String,
        isMain: Bool
    ) -> Tools {
        Tools(
            maker: EditMaker(
                options: options,
                lexicons: lexicons,
                language: language,
                isMain: isMain
            ),
            splitter: SentenceSplitter(language: language)
        )
    }

    private func endHeading(_ written: UTF8Text, _ edits: inout [Edit]) {
        let end = written.droppingSpace(before: written.count)
        guard edits.last.map({ $0.range.upperBound < end }) ?? true else {
            if let last = edits.indices.last {
                let text = String(decoding: edits[last].replacement, as: UTF8.self)
                guard !edits[last].isAtomic else {
                    edits.append(Edit(range: end..<end, replacement: ".", origin: .normaliser))
                    return
                }
                edits[last].replacement += Array(HeadingEnd.mark(for: text).utf8)
            }
            return
        }
        let mark = HeadingEnd.mark(for: written[0..<end])
        guard !mark.isEmpty else { return }
        edits.append(Edit(range: end..<end, replacement: mark, origin: .normaliser))
    }

    private func utterance(
        _ piece: Chunker.Piece,
        of spoken: SpokenText,
        _ passage: Passage
    ) -> Utterance {
        let text = spoken.text[piece.range]
        let written = spoken.patches.isEmpty ? nil : spoken.written(of: piece.range)
        let boundary = boundary(after: piece, in: spoken.text, passage.role)
        return Utterance(
            index: 0,
            role: passage.role,
            text: text,
            written: written == text ? nil : written,
            language: passage.language,
            speaker: passage.speaker,
            source: passage.source,
            boundary: boundary,
            pauseAfter: 0
        )
    }

    private func boundary(
        after piece: Chunker.Piece,
        in text: UTF8Text,
        _ role: Utterance.Role
    ) -> Utterance.Boundary {
        let end = piece.range.upperBound
        if role == .verse, end < text.count, text.bytes[end] == 0x0A { return .verseLine }
        return piece.end == .sentence ? .sentence : .clause
    }
}
