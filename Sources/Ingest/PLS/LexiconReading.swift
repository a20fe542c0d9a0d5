import NarrateModel

/// A lexicon and what was found while reading it.
package struct LexiconReading: Sendable, Equatable {
    package var lexicon: Lexicon
    /// In the order of the file.
    package var findings: [LexiconFinding]
}

/// Bounds on one entry: longer ones are mistakes, and cost time at every word of a book.
enum LexemeLimits {
    /// Longest written form, in bytes.
    static let grapheme = 1_000
    /// Longest alias or phoneme string, in bytes.
    static let pronunciation = 20_000
}

/// Collects findings of one file.
struct LexiconFindings {
    let source: String
    private(set) var list: [LexiconFinding] = []

    init(source: String) { self.source = source }

    mutating func warn(_ code: String, _ message: String, line: Int?) {
        list.append(
            LexiconFinding(
                severity: .warning,
                code: code,
                message: message,
                source: source,
                line: line
            )
        )
    }
}
