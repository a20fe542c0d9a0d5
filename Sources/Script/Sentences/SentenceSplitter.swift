/// Splits text into sentences by the rules of a language.
///
/// Works on bytes in one pass; nothing like it is in Foundation on Linux.
package struct SentenceSplitter: Sendable {
    private let rules: SentenceRules

    /// Prepares the rules of a language.
    ///
    /// - Parameter language: BCP 47 tag; rules that hold nearly everywhere stand in for a
    ///   language without rules of its own.
    package init(language: String) { rules = SentenceRules.of(language: language) }

    /// The sentences of a text in order, without white space at their ends.
    package func sentences(in text: String) -> [String] {
        let bytes = UTF8Text(text)
        var result: [String] = []
        var start = 0
        for end in starts(in: bytes) + [bytes.count] {
            let range = bytes.trimmed(start..<end)
            if !range.isEmpty { result.append(bytes[range]) }
            start = end
        }
        return result
    }

    /// Offsets at which a sentence starts, without the first.
    func starts(in text: UTF8Text) -> [Int] {
        var scanner = SentenceScanner(text: text, rules: rules)
        return scanner.starts()
    }
}
