/// Footnotes of Markdown, `[^1]` and `[^1]: …`, which CommonMark has no word for.
enum MarkdownNotes {
    /// The text with references and notes as marked-up HTML; code blocks stay as they are.
    static func marked(_ text: String) -> String {
        guard text.contains("[^") else { return text }
        var output: [String] = []
        var notes: [String] = []
        var fence: String?
        var isInNote = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let body = line.drop { $0 == " " }
            if let open = fence {
                if body.hasPrefix(open) { fence = nil }
            } else if body.hasPrefix("```") || body.hasPrefix("~~~") {
                fence = String(body.prefix(3))
                isInNote = false
            } else if let (id, rest) = definition(body) {
                notes.append(
                    "</aside>\n\n<aside epub:type=\"footnote\" id=\"fn-\(id)\">\n\n\(references(in: rest))"
                )
                isInNote = true
                continue
            } else if isInNote,
                line.hasPrefix("    ") || line.hasPrefix("\t") || line.allSatisfy(\.isWhitespace)
            {
                notes.append(references(in: Substring(body)))
                continue
            } else {
                isInNote = false
                output.append(references(in: line))
                continue
            }
            output.append(String(line))
        }
        guard let first = notes.first else { return output.joined(separator: "\n") }
        notes[0] = String(first.dropFirst("</aside>".count))
        return (output + [""] + notes + ["", "</aside>", ""]).joined(separator: "\n")
    }

    private static func definition(_ line: Substring) -> (id: String, rest: Substring)? {
        guard line.hasPrefix("[^"), let end = line.range(of: "]:") else { return nil }
        let id = line[..<end.lowerBound].dropFirst(2)
        guard isName(id) else { return nil }
        return (String(id), line[end.upperBound...].drop { $0 == " " })
    }

    private static func references(in line: Substring) -> String {
        var rest = line
        var output = ""
        while let start = rest.range(of: "[^") {
            let after = rest[start.upperBound...]
            guard let end = after.firstIndex(of: "]"), isName(after[..<end]) else {
                output += rest[..<start.upperBound]
                rest = after
                continue
            }
            let id = after[..<end]
            output += rest[..<start.lowerBound]
            output += "<a epub:type=\"noteref\" href=\"#fn-\(id)\">\(id)</a>"
            rest = after[after.index(after: end)...]
        }
        return output + rest
    }

    private static func isName(_ id: some StringProtocol) -> Bool {
        !id.isEmpty && id.count <= 60
            && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}
