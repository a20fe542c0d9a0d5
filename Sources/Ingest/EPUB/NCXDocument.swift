/// The table of contents of an EPUB 2 (DAISY NCX, ANSI/NISO Z39.86).
enum NCXDocument {
    /// The entries; what stands before a flaw when the document is not well formed.
    static func contents(
        _ bytes: [UInt8],
        path: String
    ) throws -> (entries: [ContentsEntry], problem: XMLProblem?) {
        let (root, problem) = try XMLElement.read(bytes, keepsPartial: true)
        guard let map = root.first("navmap") else { return ([], problem) }
        var lines: [NavigationDocument.Line] = []
        var stack = map.children("navpoint").reversed().map { (1, $0) }
        while let (depth, point) = stack.popLast() {
            let label = point.first("navlabel")?.content ?? ""
            let source = point.first("content").flatMap { $0["src"] }
            lines.append(
                NavigationDocument.Line(
                    depth: depth,
                    label: label,
                    target: source.flatMap { Href.resolve($0, from: path) }
                )
            )
            stack += point.children("navpoint").reversed().map { (depth + 1, $0) }
        }
        return (NavigationDocument.tree(lines), problem)
    }
}
