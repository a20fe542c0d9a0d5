import NarrateModel

/// Reads pronunciation lexicons: PLS 1.0, CSV with a word and its replacement, and plain text with a rule a line.
package struct LexiconReader: Sendable {
    /// Creates a reader.
    package init() {}

    /// Reads a file.
    ///
    /// - Throws: `SourceError`: unreadable, or not valid, with line and column.
    package func lexicon(at path: String) throws -> Lexicon { try reading(at: path).lexicon }

    /// Reads a file and keeps what was found on the way.
    ///
    /// - Throws: `SourceError`: unreadable, or not valid, with line and column.
    package func reading(at path: String) throws -> LexiconReading {
        try reading(
            of: SourceFile.bytes(at: path, limit: IngestLimits.documentBytes),
            named: path
        )
    }

    /// Reads bytes; the name says what they are where the content does not.
    ///
    /// - Throws: `SourceError`: not valid, with line and column.
    package func reading(of bytes: [UInt8], named name: String) throws -> LexiconReading {
        guard bytes.count <= IngestLimits.documentBytes else {
            throw invalid(
                "the lexicon '\(name)' has \(bytes.count) bytes, at most \(IngestLimits.documentBytes) are read",
                name
            )
        }
        let text = TextDecoder(readsDeclaration: true).decode(bytes).bytes
        guard let first = text.first(where: { !isSpace($0) }) else {
            throw invalid("the lexicon '\(name)' is empty", name)
        }
        if first == UInt8(ascii: "<") { return try PLSReader(source: name).read(bytes) }
        let suffix = name.split(separator: ".").last?.lowercased() ?? ""
        guard suffix != "pls", suffix != "xml" else {
            throw invalid(
                "the lexicon '\(name)', line 1, column 1: not XML; it must start with '<'",
                name
            )
        }
        let lines = String(decoding: text, as: UTF8.self)
        if suffix == "csv" || suffix == "tsv" { return try CSVLexicon(source: name).read(lines) }
        return try RuleLexicon(source: name).read(lines)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func invalid(_ message: String, _ source: String) -> SourceError {
        SourceError(code: .invalid, message: message, source: source)
    }
}
