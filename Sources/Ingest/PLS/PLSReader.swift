import NarrateModel

/// Reads W3C PLS 1.0 (https://www.w3.org/TR/2008/REC-pronunciation-lexicon-20081014/).
struct PLSReader {
    static let namespace = "http://www.w3.org/2005/01/pronunciation-lexicon"

    let source: String

    /// Reads a document.
    ///
    /// - Throws: `SourceError` with line and column.
    func read(_ bytes: [UInt8]) throws -> LexiconReading {
        let document = PLSDocument(source: source)
        do {
            try XMLReader().read(bytes) { try document.take($0) }
        } catch let problem as XMLProblem {
            throw SourceError(
                code: .invalid,
                message: "the lexicon '\(source)', line \(problem.line), column \(problem.column): "
                    + problem.message.trimmedLexiconText,
                source: source
            )
        }
        return try document.reading()
    }
}

/// The state of reading one document; lives for one call of `PLSReader.read`.
private final class PLSDocument {
    private var lexicon: Lexicon
    private var findings: LexiconFindings
    private var depth = 0
    private var hasRoot = false
    /// Depth of the element whose content is passed over.
    private var skipped: Int?
    private var entry: PLSEntry?
    private var field: PLSEntry.Field?
    private var text = ""

    init(source: String) {
        lexicon = Lexicon(source: source, language: nil, alphabet: nil, lexemes: [])
        findings = LexiconFindings(source: source)
    }

    func reading() throws -> LexiconReading {
        guard hasRoot else {
            throw SourceError(
                code: .invalid,
                message: "the lexicon '\(lexicon.source)' has no element",
                source: lexicon.source
            )
        }
        return LexiconReading(lexicon: lexicon, findings: findings.list)
    }

    func take(_ event: XMLReader.Event) throws {
        switch event {
        case .start(let tag):
            depth += 1
            if skipped == nil { try start(tag) }
        case .text(let piece):
            if skipped == nil, field != nil { text += piece }
        case .end:
            if let skipped {
                if skipped == depth { self.skipped = nil }
            } else {
                try end()
            }
            depth -= 1
        }
    }

    private func start(_ tag: XMLStartTag) throws {
        guard depth > 1 else { return try startRoot(tag) }
        guard tag.namespace == nil || tag.namespace == PLSReader.namespace else {
            skipped = depth
            return
        }
        switch (depth, tag.name) {
        case (2, "lexeme"): entry = PLSEntry(tag)
        case (2, "meta"), (2, "metadata"), (3, "example"): skipped = depth
        case (3, "grapheme"): begin(.grapheme, tag)
        case (3, "alias"): begin(.alias, tag)
        case (3, "phoneme"): begin(.phoneme, tag)
        default:
            findings.warn(
                "unknown-element",
                "the element '\(tag.name)' is not part of PLS here; it is left out",
                line: tag.line
            )
            skipped = depth
        }
    }

    private func startRoot(_ tag: XMLStartTag) throws {
        let isForeign = tag.namespace != nil && tag.namespace != PLSReader.namespace
        guard tag.name == "lexicon", !isForeign else {
            throw SourceError(
                code: .invalid,
                message: "the lexicon '\(lexicon.source)', line \(tag.line), column \(tag.column): "
                    + "the root element is '\(tag.name)', expected 'lexicon' of PLS 1.0",
                source: lexicon.source
            )
        }
        hasRoot = true
        lexicon.language = tag["lang"]
        lexicon.alphabet = tag["alphabet"]
        if tag.namespace == nil {
            findings.warn(
                "no-namespace",
                "the lexicon does not name the namespace of PLS 1.0",
                line: tag.line
            )
        }
        if let version = tag["version"] {
            if version != "1.0" {
                findings.warn(
                    "version",
                    "the version is '\(version)', read as 1.0",
                    line: tag.line
                )
            }
        } else {
            findings.warn("no-version", "the version is missing, read as 1.0", line: tag.line)
        }
        if lexicon.language == nil {
            findings.warn("no-language", "xml:lang is missing on the lexicon", line: tag.line)
        }
        if lexicon.alphabet == nil {
            findings.warn("no-alphabet", "alphabet is missing on the lexicon", line: tag.line)
        }
    }

    private func begin(_ kind: PLSEntry.Field.Kind, _ tag: XMLStartTag) {
        field = PLSEntry.Field(kind: kind, tag)
        text = ""
    }

    private func end() throws {
        if depth == 3, let field {
            entry?.add(field, text.trimmedLexiconText)
            self.field = nil
        }
        guard depth == 2, let entry else { return }
        self.entry = nil
        if let lexeme = try entry.lexeme(in: lexicon, &findings) { lexicon.lexemes.append(lexeme) }
    }
}
