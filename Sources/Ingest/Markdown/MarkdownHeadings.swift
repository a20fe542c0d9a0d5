/// Attributes of headings, `# One {#one .unnumbered}`, which pandoc and its kin write and CommonMark would speak.
enum MarkdownHeadings {
    /// The text with the attributes taken off; an identifier stays as an anchor before the heading's words.
    static func withoutAttributes(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var fence: Substring?
        for index in lines.indices {
            let body = lines[index].drop { $0 == " " }
            if let open = fence {
                if body.hasPrefix(open) { fence = nil }
            } else if body.hasPrefix("```") || body.hasPrefix("~~~") {
                fence = body.prefix(3)
            } else if lines[index].utf8.contains(UInt8(ascii: "{")) {
                let next = index + 1 < lines.count ? lines[index + 1] : ""
                if let bare = bare(lines[index], before: next) { lines[index] = Substring(bare) }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A heading without its attributes, or `nil` for a line that is none or has none.
    private static func bare(_ line: Substring, before next: Substring) -> String? {
        let body = line.drop { $0 == " " }
        let indent = line.count - body.count
        let marks = body.prefix { $0 == "#" }
        let isMarked = (1...6).contains(marks.count) && body.dropFirst(marks.count).first == " "
        guard indent < 4, isMarked || isUnderline(next) else { return nil }
        let text = line.trimmedEnd
        guard text.hasSuffix("}"), let open = text.lastIndex(of: "{"),
            let attributes = attributes(text[text.index(after: open)...].dropLast())
        else { return nil }
        let words = text[..<open].dropFirst(isMarked ? indent + marks.count : 0)
        guard words.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        let anchor = attributes.identifier.map { "<a id=\"\($0)\"></a>" } ?? ""
        let heading = Substring(anchor + String(words).trimmed).trimmedEnd
        return isMarked ? "\(marks) \(heading)" : heading
    }

    private static func isUnderline(_ line: Substring) -> Bool {
        let signs = line.trimmedEnd.drop { $0 == " " }
        guard let first = signs.first, first == "=" || first == "-" else { return false }
        return signs.allSatisfy { $0 == first }
    }

    /// Attributes that were written between braces.
    private struct Attributes {
        var identifier: String?
    }

    /// What stands between braces, when all of it is attributes: `#name`, `.class`, `key=value`, `-`.
    private static func attributes(_ text: Substring) -> Attributes? {
        var rest = text.drop { $0 == ":" || $0 == " " }
        guard !rest.isEmpty else { return nil }
        var found = Attributes()
        while let first = rest.first {
            if first == "#" || first == "." {
                let word = rest.dropFirst().prefix(while: isNameCharacter)
                guard !word.isEmpty else { return nil }
                if first == "#" { found.identifier = String(word) }
                rest = rest.dropFirst(word.count + 1)
            } else if first == "-", rest.dropFirst().first.map({ $0 == " " }) ?? true {
                rest = rest.dropFirst()
            } else {
                guard let value = afterPair(rest) else { return nil }
                rest = value
            }
            guard rest.isEmpty || rest.first == " " else { return nil }
            rest = rest.drop { $0 == " " }
        }
        return found
    }

    /// What stands behind a `key=value`, or `nil` where there is none.
    private static func afterPair(_ text: Substring) -> Substring? {
        let key = text.prefix(while: isNameCharacter)
        guard !key.isEmpty, text.dropFirst(key.count).first == "=" else { return nil }
        let value = text.dropFirst(key.count + 1)
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return value.drop(while: isNameCharacter)
        }
        let inside = value.dropFirst()
        return inside.firstIndex(of: quote).map { inside[inside.index(after: $0)...] }
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_:.".contains(character)
    }
}
