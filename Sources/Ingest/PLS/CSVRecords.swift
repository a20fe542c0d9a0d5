import NarrateModel

/// The records of a text with separated values (RFC 4180, also with semicolons or tabs).
struct CSVRecords {
    /// A record and the line it starts on.
    struct Record: Equatable {
        var fields: [String]
        var line: Int
    }

    private(set) var records: [Record] = []

    /// Reads a text.
    ///
    /// - Throws: `SourceError` with the line when a quotation is never closed.
    init(_ text: String, source: String) throws {
        let bytes = Array(text.utf8)
        let separator = CSVRecords.separator(bytes)
        var parser = Parser(separator: separator)
        for byte in bytes { parser.take(byte) }
        parser.finish()
        if let line = parser.openQuote {
            throw SourceError(
                code: .invalid,
                message: "'\(source)', line \(line): a quotation mark is never closed",
                source: source
            )
        }
        records = parser.records
    }

    /// The comma, semicolon or tab that comes first outside of quotation marks.
    private static func separator(_ bytes: [UInt8]) -> UInt8 {
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, [0x2C, 0x3B, 0x09].contains(byte) { return byte }
        }
        return 0x2C
    }

    private struct Parser {
        let separator: UInt8
        var records: [Record] = []
        /// Line on which the quotation that is open began.
        var openQuote: Int?

        private var fields: [String] = []
        private var field: [UInt8] = []
        private var line = 1
        private var start = 1
        private var wasQuote = false
        private var isQuoted = false

        init(separator: UInt8) { self.separator = separator }

        mutating func take(_ byte: UInt8) {
            if byte == 0x0A { line += 1 }
            if openQuote != nil {
                if byte == 0x22 { openQuote = nil; wasQuote = true } else { field.append(byte) }
                return
            }
            let repeated = wasQuote && byte == 0x22
            wasQuote = false
            switch byte {
            case 0x22 where repeated:
                field.append(byte)
                openQuote = line
            case 0x22 where field.allSatisfy { $0 == 0x20 } && !isQuoted:
                field = []
                isQuoted = true
                openQuote = line
            case separator: endField()
            case 0x0A: endRecord()
            case 0x0D: break
            default: field.append(byte)
            }
        }

        mutating func finish() {
            line += 1
            endRecord()
        }

        private mutating func endField() {
            fields.append(String(decoding: field, as: UTF8.self).trimmedLexiconText)
            field = []
            isQuoted = false
        }

        private mutating func endRecord() {
            endField()
            if fields.contains(where: { !$0.isEmpty }) {
                records.append(Record(fields: fields, line: start))
            }
            fields = []
            start = line
        }
    }
}
