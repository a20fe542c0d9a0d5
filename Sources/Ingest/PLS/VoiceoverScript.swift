import NarrateModel

/// Reads a voice-over script: CSV with a speaker and a line in each record.
///
/// Other columns, such as `start_time` and `end_time`, are passed over: the pauses are ours. Every line becomes a
/// paragraph with its speaker's name on it, which the script stage chooses the voice by.
package struct VoiceoverScript: Sendable {
    private let source: String
    private let records: [CSVRecords.Record]
    private let speaker: Int
    private let line: Int

    /// Reads bytes that are such a script; `nil` when they are anything else.
    ///
    /// A script starts with a record of column names, `speaker` and `line` among them.
    /// - Throws: `SourceError` when a quotation in it is never closed.
    package init?(_ bytes: [UInt8], source: String) throws {
        let text = TextDecoder(readsDeclaration: false).decode(bytes).bytes
        let first = text.prefix { $0 != 0x0A }.prefix(400)
        // A novel may begin with a quotation that goes on below.
        guard first.count(where: { $0 == 0x22 }).isMultiple(of: 2) else { return nil }
        let head = String(decoding: first, as: UTF8.self)
        let names = try CSVRecords(head, source: source).records.first?.fields.map {
            $0.lowercased()
        }
        guard let speaker = names?.firstIndex(of: "speaker"),
            let line = names?.firstIndex(where: { ["line", "text"].contains($0) })
        else { return nil }
        self.source = source
        self.speaker = speaker
        self.line = line
        records = try CSVRecords(String(decoding: text, as: UTF8.self), source: source).records
    }

    /// The script as a publication of one chapter.
    ///
    /// - Throws: `SourceError` when no record has a line.
    package func publication(title: String) throws -> Publication {
        let blocks = records.dropFirst().compactMap(block)
        guard !blocks.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' has no line to be spoken",
                source: source
            )
        }
        let chapter = Chapter(index: 1, title: title, blocks: blocks, source: source)
        let account = balance()
        return Publication(
            source: source,
            format: .text,
            metadata: Metadata(title: title),
            chapters: [chapter],
            split: SplitDecision(rule: .none, reason: "it is a voice-over script: one chapter"),
            balance: account
        )
    }

    /// The account of all fields: lines are spoken, names, times and column names are not.
    private func balance() -> Balance {
        var visible = 0
        var narrated = 0
        for (index, record) in records.enumerated() {
            for (column, field) in record.fields.enumerated() {
                let weight = ScalarClass.weight(of: field)
                visible += weight
                if index > 0, column == line { narrated += weight }
            }
        }
        let rest = visible - narrated
        return Balance(
            visible: visible,
            narrated: narrated,
            setAside: rest > 0 ? [.other: rest] : [:]
        )
    }

    private func block(_ record: CSVRecords.Record) -> Block? {
        guard line < record.fields.count, !record.fields[line].isEmpty else { return nil }
        let name = speaker < record.fields.count ? record.fields[speaker] : ""
        let text = record.fields[line]
        let whole = 0..<text.unicodeScalars.count
        return Block(
            kind: .paragraph,
            text: text,
            spans: name.isEmpty ? [] : [Span(range: whole, property: .speaker(name))],
            locator: Locator(href: source, line: record.line)
        )
    }
}
