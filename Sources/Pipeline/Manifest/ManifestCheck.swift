import NarrateModel
import Yams

/// Holds a manifest against its keys before anything of it is read: unknown keys, wrong types and
/// bad values are refused with line, column and what is near.
struct ManifestCheck {
    let file: String
    /// Values there may be, each use of an alias counted: real manifests have some hundreds.
    private static let mostValues = 100_000
    private static let deepest = 64
    /// Aliases that can't unfold to much, wherever they stand.
    private static let mostAliasesBesideKeys = 20

    /// The document of a text; `nil` when it is empty.
    ///
    /// - Throws: `SourceError` with line and column.
    func composed(_ text: String) throws -> Node? {
        try refuseUnfoldingKeys(text)
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            let place = YAMLSection(file: file, name: "", mapping: [:])
            switch error {
            case .scanner(let context, let problem, let mark, _),
                .parser(let context, let problem, let mark, _),
                .composer(let context, let problem, let mark, _):
                // The library's words about its own limit name a function of it.
                guard !problem.contains("nesting level") else {
                    throw place.error(at: mark, "nested deeper than \(Self.deepest) levels")
                }
                throw place.error(
                    at: mark,
                    "not valid YAML: \(Self.beginning(of: context))\(problem)",
                    hint: Self.beginsWithTab(text, line: mark.line)
                        ? "the line begins with a tab; YAML indents with spaces" : nil
                )
            case .duplicatedKeysInMapping(let keys, let context):
                let names = keys.joined(separator: "', '")
                throw place.error(at: context.mark, "the key '\(names)' is there twice")
            default:
                let words = "\(error)".split(separator: "\n").joined(separator: " ")
                throw place.error(at: nil, "not valid YAML: \(words)")
            }
        }
    }

    /// What the parser was at, and where that began.
    private static func beginning(of context: YamlError.Context?) -> String {
        guard let context else { return "" }
        guard context.text.hasPrefix("while ") else { return "\(context.text), " }
        return "\(context.text) from \(context.mark.line):\(context.mark.column), "
    }

    /// Whether a line, counted from 1, or the one before it begins with a tab.
    private static func beginsWithTab(_ text: String, line: Int) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return [line - 2, line - 1].contains { index in
            guard lines.indices.contains(index) else { return false }
            return lines[index].prefix { $0 == " " || $0 == "\t" }.contains("\t")
        }
    }

    /// Makes sure that a mapping holds what its keys say.
    ///
    /// - Throws: `SourceError`.
    func check(_ section: YAMLSection, against keys: [ManifestKey]) throws {
        try section.allow(keys.map(\.name))
        for key in keys {
            guard let node = section.mapping[Node(key.name)] else { continue }
            try check(node, of: key.name, holds: key.holds, in: section)
        }
    }

    /// Refuses what unfolds to more than anybody writes: aliases of lists of aliases.
    func refuseBomb(_ root: Node) throws {
        var count = 0
        var waiting: [(node: Node, depth: Int)] = [(root, 0)]
        while let (node, depth) = waiting.popLast() {
            count += 1
            guard count <= Self.mostValues, depth <= Self.deepest else {
                throw count > Self.mostValues ? tooMuch : tooDeep
            }
            for inner in node.sequence ?? [] { waiting.append((inner, depth + 1)) }
            for (key, value) in node.mapping ?? [:] {
                waiting.append((key, depth + 1))
                waiting.append((value, depth + 1))
            }
        }
    }

    private var tooMuch: SourceError {
        SourceError(
            code: .invalid,
            message: "'\(file)' unfolds to more than \(Self.mostValues) values",
            source: file,
            hint: "it repeats parts of itself by aliases; write out what is meant"
        )
    }

    private var tooDeep: SourceError {
        SourceError(
            code: .invalid,
            message: "'\(file)' is nested deeper than \(Self.deepest) levels",
            source: file
        )
    }

    /// Refuses what unfolds while it is parsed: keys that are lists or mappings made of aliases,
    /// which are compared with each other in full.
    private func refuseUnfoldingKeys(_ text: String) throws {
        let aliases = text.matches(of: /\*[A-Za-z0-9_-]/).count
        guard aliases > Self.mostAliasesBesideKeys,
            text.contains(/[\]}]\s*:|\*[^\s,:\[\]{}]+\s*:|(^|[\s{,\[])\?\s/)
        else { return }
        throw tooMuch
    }

    private func check(
        _ node: Node,
        of key: String,
        holds value: ManifestValue,
        in section: YAMLSection
    ) throws {
        guard !matches(node, value) else {
            return try checkInside(node, of: key, holds: value, in: section)
        }
        // What has keys of its own is told about those, rather than what could stand in its place.
        if case .either(let values) = value, node.mapping != nil,
            let inner = values.first(where: \.isSection)
        {
            return try checkInside(node, of: key, holds: inner, in: section)
        }
        let hint = node.scalar.flatMap { NearestWord.to($0.string, among: value.words) }
        throw section.wrong(
            list(value).flatMap { inner in node.sequence?.first { !matches($0, inner) } } ?? node,
            key,
            expected: value.expectation,
            hint: hint.map { "did you mean '\($0)'?" }
        )
    }

    private func checkInside(
        _ node: Node,
        of key: String,
        holds value: ManifestValue,
        in section: YAMLSection
    ) throws {
        guard let mapping = node.mapping else { return }
        let inner = YAMLSection(
            file: file,
            name: section.name.isEmpty ? key : "\(section.name).\(key)",
            mapping: mapping
        )
        switch value {
        case .section(let keys): try check(inner, against: keys)
        case .either(let values):
            for value in values where value.isSection {
                try checkInside(node, of: key, holds: value, in: section)
            }
        case .named(let held):
            for (name, node) in mapping {
                guard let name = name.scalar?.string else {
                    throw inner.error(at: name.mark, "expected a name and a value")
                }
                try check(node, of: name, holds: held, in: inner)
            }
        default: return
        }
    }

    /// What the items of a list hold, where it is one.
    private func list(_ value: ManifestValue) -> ManifestValue? {
        switch value {
        case .texts, .paths: .text
        case .words(let words): .word(words)
        default: nil
        }
    }

    /// Whether a value is of the right kind; what is inside of a mapping is looked at by itself.
    private func matches(_ node: Node, _ value: ManifestValue) -> Bool {
        switch value {
        case .text, .path: node.scalar != nil
        case .texts, .paths, .words:
            node.sequence.map { items in items.allSatisfy { matches($0, list(value) ?? .text) } }
                ?? matches(node, list(value) ?? .text)
        case .boolean: node.bool != nil
        case .integer(let range): node.int.map(range.contains) ?? false
        case .oneInteger(let known): node.int.map(known.contains) ?? false
        case .number(let range):
            (node.float ?? node.int.map(Double.init)).map(range.contains) ?? false
        case .word(let words): node.scalar.map { words.contains($0.string) } ?? false
        case .switching(let words):
            node.bool != nil || node.scalar.map { words.contains($0.string) } ?? false
        case .form: node.scalar != nil
        case .section, .named: node.mapping != nil
        case .either(let values): values.contains { matches(node, $0) }
        case .projects: true
        }
    }
}

extension ManifestValue {
    fileprivate var isSection: Bool {
        if case .section = self { return true }
        return false
    }

    /// The words it may be.
    fileprivate var words: [String] {
        switch self {
        case .word(let words), .words(let words), .switching(let words): words
        case .either(let values): values.flatMap(\.words)
        default: []
        }
    }

    /// What is expected, for messages.
    fileprivate var expectation: String {
        switch self {
        case .text, .path: "a text"
        case .texts, .paths: "a text or a list of texts"
        case .boolean: "true or false"
        case .integer(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .oneInteger(let known): "one of \(known.map(String.init).joined(separator: ", "))"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .word(let words), .switching(let words): "one of \(words.joined(separator: ", "))"
        case .words(let words): "some of \(words.joined(separator: ", "))"
        case .form(_, let name): name
        case .section, .named: "a mapping"
        case .either(let values): values.map(\.expectation).joined(separator: ", or ")
        case .projects: "a list of manifests, or of paths to them"
        }
    }
}
