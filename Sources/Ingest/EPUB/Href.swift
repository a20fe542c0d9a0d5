/// Addresses inside a source: relative references resolved to paths that can't leave it.
enum Href {
    /// The document and fragment a reference points to, or `nil` when it leads out of the source.
    static func resolve(_ href: String, from base: String) -> Reference? {
        let trimmed = href.collapsed
        guard !hasScheme(trimmed), !trimmed.hasPrefix("//") else { return nil }
        let parts = trimmed.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let written = parts[0].prefix { $0 != "?" }
        let fragment = parts.count > 1 && !parts[1].isEmpty ? unescaped(parts[1]) : nil
        if written.isEmpty { return Reference(path: base, fragment: fragment) }
        guard let path = path(unescaped(written), from: base) else { return nil }
        return Reference(path: path, fragment: fragment)
    }

    /// A path relative to the folder of another, `.` and `..` resolved, or `nil` above the root.
    static func path(_ path: String, from base: String) -> String? {
        var parts: [Substring] = path.hasPrefix("/") ? [] : base.split(separator: "/").dropLast()
        for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
            switch part {
            case ".": continue
            case "..":
                guard parts.popLast() != nil else { return nil }
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// Whether an address names a scheme, such as `http:`.
    static func hasScheme(_ href: String) -> Bool {
        guard let colon = href.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = href.utf8[..<colon]
        return scheme.count > 1
            && scheme.allSatisfy {
                MarkupTokenizer.isLetter($0) || ($0 >= 0x30 && $0 <= 0x39)
                    || "+-.".utf8.contains($0)
            }
    }

    /// Whether a fragment is named as notes are.
    static func looksLikeNote(_ href: String) -> Bool {
        guard let hash = href.lastIndex(of: "#") else { return false }
        let name = href[href.index(after: hash)...].lowercased()
        let words = [
            "fn", "note", "foot", "ftn", "_edn", "endn", "anm", "nota", "fuss", "rn", "nt", "ref",
            "сноск",
            "prim", "cite",
        ]
        return words.contains {
            name.hasPrefix($0) || name.hasPrefix("_" + $0) || name.contains("note")
        }
    }

    /// Percent escapes resolved; ones that are none stay as they are.
    static func unescaped(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self),
                    radix: 16
                )
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(validating: result, as: UTF8.self) ?? String(text)
    }
}
