/// A file of AWS's tools: sections of settings, some with settings of their own below them.
struct AWSProfileFile: Sendable, Equatable {
    /// By section, then by name; `s3.addressing_style` is a setting below another.
    private(set) var sections: [String: [String: String]] = [:]

    init(_ text: String) {
        var section: String?
        var parent: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let isIndented = line.first?.isWhitespace ?? false
            let bare = line.trimmed
            guard let first = bare.first, !"#;".contains(first) else { continue }
            if first == "[", !isIndented {
                section = bare.dropFirst().prefix { $0 != "]" }.trimmed
                parent = nil
                if let section { sections[section] = sections[section] ?? [:] }
                continue
            }
            guard let section, let equals = bare.firstIndex(of: "=") else { continue }
            let name = bare[..<equals].trimmed
            let value = bare[bare.index(after: equals)...].withoutComment.trimmed
            if isIndented, let parent {
                sections[section]?["\(parent).\(name)"] = value
            } else {
                parent = value.isEmpty ? name : nil
                sections[section]?[name] = value
            }
        }
    }

    /// The settings of a profile, which `config` files call `profile NAME` and `credentials` `NAME`.
    func profile(_ name: String) -> [String: String]? {
        sections["profile \(name)"] ?? sections[name]
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// Without a comment at the line's end, which begins behind a space.
    fileprivate var withoutComment: String {
        for mark in [" #", " ;", "\t#", "\t;"] {
            if let place = firstRange(of: mark) { return String(self[..<place.lowerBound]) }
        }
        return String(self)
    }
}
