import NarrateModel

/// Reads `word,replacement` lines; a third column may name the alphabet of phonemes.
struct CSVLexicon {
    let source: String

    /// Reads a file with commas, semicolons or tabs, with or without a line of column names.
    ///
    /// - Throws: `SourceError` when a quotation is never closed, or nothing in it is an entry.
    func read(_ text: String) throws -> LexiconReading {
        var findings = LexiconFindings(source: source)
        var lexicon = Lexicon(source: source, language: nil, alphabet: nil, lexemes: [])
        let records = try CSVRecords(text, source: source).records
        for (index, record) in records.enumerated() {
            if index == 0, isHeader(record.fields) { continue }
            guard record.fields.first?.hasPrefix("#") != true else { continue }
            if let lexeme = lexeme(record, &findings) { lexicon.lexemes.append(lexeme) }
        }
        guard !lexicon.lexemes.isEmpty || records.count <= 1 else {
            throw SourceError(
                code: .invalid,
                message: "the lexicon '\(source)', line 1: no line has a word and its replacement",
                source: source,
                hint: "write lines such as: Siobhan,shi-VAWN"
            )
        }
        return LexiconReading(lexicon: lexicon, findings: findings.list)
    }

    private func isHeader(_ fields: [String]) -> Bool {
        let names = ["word", "grapheme", "text", "string_to_replace", "from", "original"]
        return names.contains(fields[0].lowercased())
    }

    private func lexeme(
        _ record: CSVRecords.Record,
        _ findings: inout LexiconFindings
    ) -> Lexeme? {
        let fields = record.fields
        guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else {
            findings.warn(
                "no-pronunciation",
                "'\(fields[0])' has no replacement; the line is left out",
                line: record.line
            )
            return nil
        }
        guard fields[0].utf8.count <= LexemeLimits.grapheme else {
            findings.warn(
                "long-grapheme",
                "a word has \(fields[0].utf8.count) bytes; the line is left out",
                line: record.line
            )
            return nil
        }
        let alphabet = fields.count > 2 ? PhonemeAlphabets.name(fields[2]) : nil
        return Lexeme(
            graphemes: [fields[0]],
            pronunciation: RuleLexicon.pronunciation(fields[1], alphabet: alphabet),
            line: record.line
        )
    }
}
