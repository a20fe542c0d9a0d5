/// What an engine puts in the place of written words, to know which requests a change touches.
package struct PronunciationTable: Sendable, Equatable {
    /// A written form and what is spoken for it.
    package struct Rule: Sendable, Equatable {
        package var written: String
        /// Other text, or phonemes in slashes.
        package var spoken: String

        /// Creates a rule.
        package init(written: String, spoken: String) {
            self.written = written
            self.spoken = spoken
        }
    }

    /// The setting of a request that holds the rules which may apply to its text.
    package static let settingName = "lexicon"

    /// Rules by the first word of what is written: few of them have to be looked for in a text.
    private var rules: [Substring: [Int: Rule]] = [:]
    private var count = 0

    /// Creates a table; rules come in the order in which they apply.
    package init(_ list: [Rule] = []) {
        for rule in list {
            rules[Self.key(of: rule.written), default: [:]][count] = rule
            count += 1
        }
    }

    /// Its first word; nothing in scripts that leave no space between words.
    private static func key(of written: String) -> Substring {
        guard let word = words(written).first,
            word.unicodeScalars.allSatisfy({ $0.value < 0x2E80 })
        else { return "" }
        return word
    }

    package var isEmpty: Bool { count == 0 }

    /// The rules that may apply to a text, spelled out: equal for texts that sound alike.
    ///
    /// It may name a rule that the engine does not apply after all, never the other way round.
    /// - Returns: `nil` when no rule applies.
    package func spelling(of text: String) -> String? {
        guard !isEmpty else { return nil }
        var found: [Int: Rule] = [:]
        for word in Set(Self.words(text)).union([""]) {
            for (order, rule) in rules[word] ?? [:] where text.contains(rule.written) {
                found[order] = rule
            }
        }
        guard !found.isEmpty else { return nil }
        return found.sorted { $0.key < $1.key }
            .map { "\($0.value.written)=\($0.value.spoken)" }
            .joined(separator: "; ")
    }

    private static func words(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }
    }
}
