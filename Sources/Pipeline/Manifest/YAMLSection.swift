import NarrateModel
import Yams

/// A mapping of a manifest, read key by key, with places for its errors.
struct YAMLSection {
    let file: String
    /// Dotted name for messages: `script.pauses`; empty for the whole manifest.
    let name: String
    let mapping: Node.Mapping

    /// The scalar of a key, or `nil` when the key is not there.
    func string(_ key: String) throws -> String? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let value = node.scalar?.string else { throw wrong(node, key, expected: "a text") }
        return value
    }

    /// A whole number within bounds.
    func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let value = node.int, range.contains(value) else {
            let bounds = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw wrong(node, key, expected: bounds)
        }
        return value
    }

    /// A number within bounds.
    func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let value = node.float ?? node.int.map(Double.init), range.contains(value) else {
            let bounds = "a number from \(range.lowerBound) to \(range.upperBound)"
            throw wrong(node, key, expected: bounds)
        }
        return value
    }

    /// `true` or `false`.
    func boolean(_ key: String) throws -> Bool? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let value = node.bool else { throw wrong(node, key, expected: "true or false") }
        return value
    }

    /// A list of texts; a single text counts as a list of one.
    func strings(_ key: String) throws -> [String]? {
        guard let node = mapping[Node(key)] else { return nil }
        if let single = node.scalar?.string { return [single] }
        guard let sequence = node.sequence else {
            throw wrong(node, key, expected: "a list of texts")
        }
        return try sequence.map { item in
            guard let text = item.scalar?.string else { throw wrong(item, key, expected: "a text") }
            return text
        }
    }

    /// One of several words.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) throws
        -> Word?
    where Word.RawValue == String {
        guard let text = try string(key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(mapping[Node(key)] ?? Node(key), key, expected: "one of \(words)")
        }
        return word
    }

    /// A mapping inside this one.
    func section(_ key: String) throws -> YAMLSection? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let inner = node.mapping else { throw wrong(node, key, expected: "a mapping") }
        return YAMLSection(
            file: file,
            name: name.isEmpty ? key : "\(name).\(key)",
            mapping: inner
        )
    }

    /// Refuses keys that nothing here knows.
    func allow(_ keys: [String]) throws {
        for (node, _) in mapping {
            let key = node.scalar?.string ?? "?"
            guard !keys.contains(key) else { continue }
            let near = NearestWord.to(key, among: keys)
            throw error(
                at: node.mark,
                "unknown key '\(key)'\(name.isEmpty ? "" : " in '\(name)'")",
                hint: near.map { "did you mean '\($0)'?" }
                    ?? Self.hint(onSecret: key)
                    ?? "known are: \(keys.joined(separator: ", "))"
            )
        }
    }

    /// Where a secret belongs, for a key that is meant to hold one.
    private static func hint(onSecret key: String) -> String? {
        let word = key.lowercased()
        guard ["key", "token", "secret", "password"].contains(where: word.hasSuffix) else {
            return nil
        }
        return "secrets have no place in a manifest; "
            + "set ELEVENLABS_API_KEY, or use --key-file or --key-command"
    }

    /// An error about the value of a key.
    func wrong(
        _ node: Node,
        _ key: String,
        expected: String,
        hint: String? = nil
    ) -> SourceError {
        let found =
            node.scalar.map { "'\($0.string)'" } ?? (node.mapping != nil ? "a mapping" : "a list")
        let path = name.isEmpty ? key : "\(name).\(key)"
        return error(at: node.mark, "'\(path)' is \(found), expected \(expected)", hint: hint)
    }

    /// An error at a place of the file.
    func error(at mark: Mark?, _ message: String, hint: String? = nil) -> SourceError {
        let place = mark.map { ":\($0.line):\($0.column)" } ?? ""
        return SourceError(
            code: .invalid,
            message: "\(file)\(place): \(message)",
            source: file,
            hint: hint
        )
    }
}
