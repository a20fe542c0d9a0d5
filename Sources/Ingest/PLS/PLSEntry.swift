import NarrateModel

/// A `lexeme` element while it is read.
struct PLSEntry {
    /// A child of it.
    struct Field {
        /// Which child it is.
        enum Kind { case grapheme, alias, phoneme }

        var kind: Kind
        var isPreferred: Bool
        var alphabet: String?
        var line: Int

        init(kind: Kind, _ tag: XMLStartTag) {
            self.kind = kind
            isPreferred = tag["prefer"] == "true" || tag["prefer"] == "1"
            alphabet = tag["alphabet"]
            line = tag.line
        }
    }

    private let roles: [String]
    private let language: String?
    private let line: Int
    private var graphemes: [(text: String, line: Int)] = []
    private var pronunciations: [(field: Field, text: String)] = []

    init(_ tag: XMLStartTag) {
        roles = tag["role"]?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        language = tag["lang"]
        line = tag.line
    }

    mutating func add(_ field: Field, _ text: String) {
        if field.kind == .grapheme {
            graphemes.append((text, field.line))
        } else {
            pronunciations.append((field, text))
        }
    }

    /// The entry, or `nil` when nothing of it can be used.
    ///
    /// - Throws: `SourceError` when a phoneme's alphabet is nowhere named.
    func lexeme(in lexicon: Lexicon, _ findings: inout LexiconFindings) throws -> Lexeme? {
        let graphemes = usableGraphemes(&findings)
        var preferred: Lexeme.Pronunciation?
        var spoken: [Lexeme.Pronunciation] = []
        for (field, text) in pronunciations {
            guard let one = try pronunciation(field, text, lexicon, &findings) else { continue }
            if field.isPreferred, preferred == nil { preferred = one } else { spoken.append(one) }
        }
        if pronunciations.isEmpty {
            findings.warn(
                "no-pronunciation",
                "the entry for '\(graphemes.first ?? "")' has neither alias nor phoneme; it is left out",
                line: line
            )
        }
        if self.graphemes.isEmpty {
            findings.warn("no-grapheme", "an entry has no grapheme; it is left out", line: line)
        }
        guard !graphemes.isEmpty, let first = preferred ?? spoken.first else { return nil }
        return Lexeme(
            graphemes: graphemes,
            pronunciation: first,
            alternatives: preferred == nil ? Array(spoken.dropFirst()) : spoken,
            roles: roles,
            language: language,
            line: line
        )
    }

    private func usableGraphemes(_ findings: inout LexiconFindings) -> [String] {
        graphemes.compactMap { grapheme in
            if grapheme.text.isEmpty {
                findings.warn(
                    "empty-grapheme",
                    "a grapheme is empty; it is left out",
                    line: grapheme.line
                )
                return nil
            }
            guard grapheme.text.utf8.count <= LexemeLimits.grapheme else {
                findings.warn(
                    "long-grapheme",
                    "a grapheme has \(grapheme.text.utf8.count) bytes, at most \(LexemeLimits.grapheme) are read; "
                        + "it is left out",
                    line: grapheme.line
                )
                return nil
            }
            return grapheme.text
        }
    }

    private func pronunciation(
        _ field: Field,
        _ text: String,
        _ lexicon: Lexicon,
        _ findings: inout LexiconFindings
    ) throws -> Lexeme.Pronunciation? {
        let word = graphemes.first?.text ?? ""
        guard !text.isEmpty, text.utf8.count <= LexemeLimits.pronunciation else {
            findings.warn(
                "empty-pronunciation",
                "a pronunciation of '\(word)' is \(text.isEmpty ? "empty" : "too long"); it is left out",
                line: field.line
            )
            return nil
        }
        guard field.kind == .phoneme else { return .alias(text) }
        guard let alphabet = field.alphabet ?? lexicon.alphabet else {
            throw SourceError(
                code: .invalid,
                message:
                    "the lexicon '\(lexicon.source)', line \(field.line): the phonemes of '\(word)' are in no "
                    + "known alphabet",
                source: lexicon.source,
                hint: "name it on the lexicon element, for example alphabet=\"ipa\""
            )
        }
        guard let known = PhonemeAlphabets.name(alphabet) else {
            findings.warn(
                "unknown-alphabet",
                "the alphabet '\(alphabet)' of '\(word)' is not known; that pronunciation is left out",
                line: field.line
            )
            return nil
        }
        return .phonemes(
            known == "ipa" ? PhonemeAlphabets.unwrapped(text) : text,
            alphabet: known
        )
    }
}
