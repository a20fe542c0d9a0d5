import NarrateModel

extension EPUBReader {
    /// Whether an item is a document with text, by its media type or its name.
    static func isText(_ item: PackageDocument.Item) -> Bool {
        if [
            "application/xhtml+xml", "text/html", "text/x-oeb1-document",
            "application/x-dtbook+xml",
        ]
        .contains(item.mediaType) {
            return true
        }
        // Media types are often wrong for what is plainly a content document.
        let name = item.href.lowercased().prefix { $0 != "#" && $0 != "?" }
        let isNamedText =
            name.hasSuffix(".xhtml") || name.hasSuffix(".html") || name.hasSuffix(".htm")
        return isNamedText && !item.mediaType.hasPrefix("image/")
            && !item.mediaType.hasPrefix("audio/")
    }

    /// Documents outside of the reading order are reached by links only.
    static func exclude(_ document: inout ContentDocument) {
        for index in document.blocks.indices where document.blocks[index].reason == nil {
            document.blocks[index].reason = .excluded
        }
    }

    /// Identifiers that a table of contents points to, by document.
    static func targets(_ entries: [ContentsEntry]) -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        var stack = entries
        while let entry = stack.popLast() {
            if let target = entry.target, let fragment = target.fragment {
                result[target.path, default: []].insert(fragment)
            }
            stack += entry.children
        }
        return result
    }
}

extension SourceError {
    static func tooMuchText(_ source: String) -> Self {
        Self(
            code: .invalid,
            message: "the text of '\(source)' is too large: over the limit of "
                + "\(IngestLimits.totalTextBytes) bytes",
            source: source
        )
    }
}
