import NarrateModel

/// Makes utterances of passages: edits, voices, cuts.
struct PassagePress {
    private let options: ScriptOptions
    private let lexicons: [Lexicon]
    private let language: String
    private let chunker: Chunker
    private let voices: VoiceParts
    private var tools: [Tools] = []
    private var places: [Place: Int] = [:]

    /// What decides which tools are used.
    private struct Place: Hashable {
        var language: String?
        var voice: String?
    }

    /// What works on text of one language for one voice.
    private struct Tools {
        var maker: EditMaker
        var splitter: SentenceSplitter
    }

    init(options: ScriptOptions, lexicons: [Lexicon], language: String) {
        self.options = options
        self.lexicons = lexicons
        self.language = language
        tools = [
            PassagePress.tools(options, lexicons, language, isMain: true, options.phonemes)
        ]
        chunker = Chunker(
            limit: max(1, options.maxCharacters - 1),
            minimum: options.minCharacters
        )
        voices = VoiceParts(options: options, language: language)
    }

    /// Adds what another press counted that was a copy of this one before either was used.
    mutating func add(_ other: PassagePress) { tools += other.tools }

    /// How often each lexicon changed the text so far.
    var uses: [LexiconUse] {
        lexicons.indices.map { index in
            var applied = 0
            var undelivered: Set<String> = []
            var respelled: Set<String> = []
            for tool in tools {
                for (entry, count) in tool.maker.applied where entry.lexicon == index {
                    applied += count
                }
                undelivered.formUnion(tool.maker.undelivered[index] ?? [])
                respelled.formUnion(tool.maker.respelled[index] ?? [])
            }
            return LexiconUse(
                source: lexicons[index].source,
                lexemes: lexicons[index].lexemes.count,
                applied: applied,
                undelivered: undelivered.sorted(),
                respelled: respelled.sorted()
            )
        }
    }

    /// What became of the pronunciations that stand in the book; `nil` when it has none.
    func bookUse(source: String) -> LexiconUse? {
        let applied = tools.reduce(0) { $0 + $1.maker.authored.applied }
        let undelivered = tools.reduce(into: Set<String>()) {
            $0.formUnion($1.maker.authored.undelivered)
        }
        guard applied > 0 || !undelivered.isEmpty else { return nil }
        return LexiconUse(
            source: source,
            lexemes: applied + undelivered.count,
            applied: applied,
            undelivered: undelivered.sorted()
        )
    }

    /// The utterances of a passage; none when nothing in it can be spoken.
    mutating func utterances(of passage: Passage) -> [Utterance] {
        var result: [Utterance] = []
        let parts = voices.parts(of: passage)
        for (place, part) in parts.enumerated() {
            let start = result.count
            result += utterances(ofPart: part)
            // Within a sentence voices change without a breath.
            if place < parts.count - 1, result.count > start, !endsSentence(part.text) {
                result[result.count - 1].boundary = .clause
            }
        }
        return result
    }

    private func endsSentence(_ string: String) -> Bool {
        let text = UTF8Text(string)
        var end = text.droppingSpace(before: text.count)
        while let index = text.before(end), Enclosure.isCloser(text.scalar(at: index)) {
            end = index
        }
        let last = text.scalar(before: end)
        return [0x2E, 0x21, 0x3F, 0x2026, 0x964, 0x61F].contains(last)
            || SentenceRules.isWide(last)
    }

    private mutating func utterances(ofPart passage: Passage) -> [Utterance] {
        let voice = options.voices.voice(for: passage)
        let place = place(of: passage.language, voice)
        let written = UTF8Text(passage.text)
        var edits = tools[place].maker.edits(of: passage, in: written)
        if passage.role == .heading { endHeading(written, &edits) }
        if asksForBreaks, passage.role == .verse { addBreaks(written, &edits) }
        let spoken = SpokenText(written, range: 0..<written.count, edits: edits)
        let splitter = tools[place].splitter
        let pieces = chunker.pieces(
            of: spoken.text,
            atoms: spoken.patches.filter(\.isAtomic).map(\.spoken),
            sentences: { spoken.spokenOffsets(of: splitter.starts(in: written)) }
        )
        return pieces.map { utterance($0, of: spoken, passage, voice) }
    }

    /// Where the tools for a language are; the book's own are the first.
    private mutating func place(of foreign: String?, _ voice: String?) -> Int {
        let delivery = voice.flatMap { options.voicePhonemes[$0] } ?? options.phonemes
        guard foreign != nil || delivery != options.phonemes else { return 0 }
        let place = Place(
            language: foreign.map(LanguageTag.primary),
            voice: delivery == options.phonemes ? nil : voice
        )
        if let known = places[place] { return known }
        tools.append(
            PassagePress.tools(
                options,
                lexicons,
                foreign ?? language,
                isMain: foreign == nil,
                delivery
            )
        )
        places[place] = tools.count - 1
        return tools.count - 1
    }

    private static func tools(
        _ options: ScriptOptions,
        _ lexicons: [Lexicon],
        _ language: String,
        isMain: Bool,
        _ phonemes: PhonemeDelivery
    ) -> Tools {
        Tools(
            maker: EditMaker(
                options: options,
                lexicons: lexicons,
                language: language,
                isMain: isMain,
                phonemes: phonemes.speaking(language, isForeign: !isMain)
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
                    edits.append(Edit(range: end..<end, replacement: ".", origin: .heading))
                    return
                }
                edits[last].replacement += Array(HeadingEnd.mark(for: text).utf8)
            }
            return
        }
        let mark = HeadingEnd.mark(for: written[0..<end])
        guard !mark.isEmpty else { return }
        edits.append(Edit(range: end..<end, replacement: mark, origin: .heading))
    }

    // MARK: Pauses of the engine

    private var asksForBreaks: Bool {
        options.asksForBreaks && options.markup.takesBreaks && options.pauses.verseLine > 0
    }

    /// Before each new line; a cut there leaves it out, for the pause is ours then.
    private var breakTag: String {
        // Longer ones are not taken.
        let seconds = min(options.pauses.verseLine, 3)
        return " <break time=\"\(seconds)s\" />"
    }

    private func addBreaks(_ written: UTF8Text, _ edits: inout [Edit]) {
        var result: [Edit] = []
        var rest = edits[...]
        for (index, byte) in written.bytes.enumerated() where byte == 0x0A {
            while let edit = rest.first, edit.range.upperBound <= index {
                result.append(edit)
                rest.removeFirst()
            }
            if let edit = rest.first, edit.range.lowerBound <= index { continue }
            result.append(
                Edit(
                    range: index..<index,
                    replacement: breakTag,
                    isAtomic: true,
                    origin: .pause
                )
            )
        }
        edits = result + rest
    }

    private func utterance(
        _ piece: Chunker.Piece,
        of spoken: SpokenText,
        _ passage: Passage,
        _ voice: String?
    ) -> Utterance {
        var text = spoken.text[piece.range]
        if asksForBreaks, passage.role == .verse, text.hasSuffix(breakTag) {
            text.removeLast(breakTag.count)
        }
        let written = spoken.patches.isEmpty ? nil : spoken.written(of: piece.range)
        let boundary = boundary(after: piece, in: spoken.text, passage.role)
        return Utterance(
            index: 0,
            role: passage.role,
            text: text,
            written: written == text ? nil : written,
            changes: written == text ? [] : changes(in: piece.range, of: spoken),
            language: passage.language,
            speaker: passage.speaker,
            voice: voice,
            source: passage.source,
            boundary: boundary,
            pauseAfter: 0
        )
    }

    private func changes(in range: Range<Int>, of spoken: SpokenText) -> [TextChange] {
        spoken.patches(in: range).compactMap { patch in
            var change = TextChange(
                written: spoken.written[patch.written],
                spoken: spoken.text[patch.spoken],
                origin: .normaliser
            )
            switch patch.origin {
            case .lexicon(let index, let lexeme):
                change.origin = .lexicon
                change.lexicon = lexicons[index].source
                change.line = lexicons[index].lexemes[lexeme].line
            case .book: change.origin = .book
            case .heading: change.origin = .heading
            case .pause: change.origin = .pause
            case .escape: change.origin = .markup
            case .normaliser: break
            }
            return change.written == change.spoken ? nil : change
        }
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
