import NarrateModel

/// A dictionary that a lexicon is going to be.
struct PlannedDictionary: Sendable, Equatable {
    /// Tells the contents, so that what is in the account already is found again.
    var name: String
    var rules: [ElevenLabsRule]
    /// Words whose phonemes the model would not speak; they are spoken as written.
    var undelivered: [String]
    var source: String

    /// Dictionaries for lexicons that hold anything the model can use.
    static func all(of lexicons: [Lexicon], model: String) -> [PlannedDictionary] {
        lexicons.compactMap { lexicon in
            let planned = PlannedDictionary(lexicon, model: model)
            return planned.rules.isEmpty ? nil : planned
        }
    }

    private init(_ lexicon: Lexicon, model: String) {
        source = lexicon.source
        rules = []
        undelivered = []
        for lexeme in lexicon.lexemes {
            let own = ElevenLabsRule.rules(for: lexeme, model: model)
            if own.isEmpty { undelivered += lexeme.graphemes } else { rules += own }
        }
        // The service takes the first rule that fits: longer words before those they begin with.
        rules = rules.enumerated().sorted { left, right in
            let lengths = (
                left.element.string_to_replace.count, right.element.string_to_replace.count
            )
            return lengths.0 == lengths.1 ? left.offset < right.offset : lengths.0 > lengths.1
        }.map(\.element)
        name = "narrate \(Self.digest(of: rules))"
    }

    var pronunciations: [PronunciationTable.Rule] {
        rules.map { .init(written: $0.string_to_replace, spoken: $0.spoken) }
    }

    var warning: String? {
        guard !undelivered.isEmpty else { return nil }
        let words = undelivered.prefix(12).joined(separator: ", ")
        return "the model takes no phonemes for \(undelivered.count) entries of '\(source)', "
            + "they are spoken as written: \(words)"
    }

    /// 64 bits of what the rules say (Fowler, Noll and Vo's hash): the number of rules is compared,
    /// too, and the names are the account's own.
    private static func digest(of rules: [ElevenLabsRule]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for rule in rules {
            let line = "\(rule.type)\t\(rule.string_to_replace)\t\(rule.spoken)\n"
            for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
        }
        return String(hash, radix: 16)
    }
}

extension ElevenLabsRule {
    /// What is spoken for the written form.
    var spoken: String { alias ?? "/\(phoneme ?? "")/ \(alphabet ?? "")" }
}
