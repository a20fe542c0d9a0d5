import NarrateModel

/// Takes the signs out that plain texts mark emphasis with, and keeps the emphasis.
enum TextEmphasis {
    /// The text without `_signs_`, the stretches they marked, and how many signs went.
    static func parse(_ text: String) -> (text: String, spans: [Span], removed: Int) {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return (text, [], 0) }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var spans: [Span] = []
        var removed = 0
        var count = 0
        var open: Int?
        for (index, scalar) in scalars.enumerated() {
            if scalar == "_" {
                if open == nil, opens(scalars, index) {
                    open = count
                    removed += 1
                    continue
                }
                if let start = open, closes(scalars, index) {
                    spans.append(Span(range: start..<count, property: .emphasis))
                    open = nil
                    removed += 1
                    continue
                }
            }
            output.append(scalar)
            count += 1
        }
        // A sign that never closes is taken for a slip of the pen.
        return (String(output), spans, removed)
    }

    private static func opens(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        let before = index > 0 ? scalars[index - 1] : " "
        guard index + 1 < scalars.count, !isWord(before) else { return false }
        let after = scalars[index + 1]
        guard after != "_", !after.properties.isWhitespace else { return false }
        for position in index + 1..<min(scalars.count, index + 2_000) where scalars[position] == "_"
        {
            if closes(scalars, position) { return true }
        }
        return false
    }

    private static func closes(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index > 0, !scalars[index - 1].properties.isWhitespace, scalars[index - 1] != "_"
        else { return false }
        return index + 1 >= scalars.count || !isWord(scalars[index + 1])
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
