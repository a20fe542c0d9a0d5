/// Joins the lines of a paragraph; a word cut at a line end becomes whole again.
struct LineJoiner {
    private let words: Set<String>
    private let removesByDefault: Bool
    /// Hyphens that were taken out.
    private(set) var removedHyphens = 0

    /// Learns the words of a text, so that `well-known` keeps its hyphen and `para-graph` does not.
    init(_ lines: [TextLine]) {
        var cut: [(String, String)] = []
        for (line, next) in zip(lines, lines.dropFirst())
        where LineJoiner.isCut(line.text, next.text) {
            cut.append((LineJoiner.lastWord(line.text), LineJoiner.firstWord(next.text)))
        }
        guard !cut.isEmpty else {
            words = []
            removesByDefault = true
            return
        }
        let wanted = Set(cut.flatMap { [$0.0 + $0.1, $0.0 + "-" + $0.1] }.map { $0.lowercased() })
        let known = LineJoiner.words(of: lines, among: wanted)
        words = known
        let whole = cut.count { known.contains(($0.0 + $0.1).lowercased()) }
        let hyphenated = cut.count { known.contains(($0.0 + "-" + $0.1).lowercased()) }
        removesByDefault = whole >= hyphenated
    }

    /// Those of some words that stand whole in a text.
    private static func words(of lines: [TextLine], among wanted: Set<String>) -> Set<String> {
        var lengths = Array(repeating: false, count: 64)
        for word in wanted where word.utf8.count < 64 { lengths[word.utf8.count] = true }
        var known: Set<String> = []
        for line in lines {
            var text = line.text
            text.withUTF8 { bytes in
                var start = 0
                for index in 0...bytes.count {
                    let isEnd = index == bytes.count || !isWordByte(bytes[index])
                    guard isEnd else { continue }
                    let count = index - start
                    if count > 1, count < 64, lengths[count] {
                        let word = String(decoding: bytes[start..<index], as: UTF8.self)
                            .lowercased()
                        if wanted.contains(word) { known.insert(word) }
                    }
                    start = index + 1
                }
            }
        }
        return known
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        MarkupTokenizer.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "'")
    }

    /// The lines as one text, and the scalar offsets at which they begin.
    mutating func joined(_ lines: ArraySlice<TextLine>) -> String {
        var text = ""
        for line in lines {
            if text.isEmpty {
                text = line.text
            } else if LineJoiner.isCut(text, line.text) {
                if removesHyphen(LineJoiner.lastWord(text), LineJoiner.firstWord(line.text)) {
                    text.removeLast()
                    removedHyphens += 1
                }
                text += line.text
            } else {
                // The line end itself decides whether a blank is needed: not in Chinese or Japanese.
                text += "\n" + line.text
            }
        }
        return text
    }

    private func removesHyphen(_ first: String, _ second: String) -> Bool {
        if words.contains((first + "-" + second).lowercased()) { return false }
        if words.contains((first + second).lowercased()) { return true }
        return removesByDefault
    }

    private static func isCut(_ first: String, _ second: String) -> Bool {
        guard first.hasSuffix("-"), !first.hasSuffix("--"), let before = first.dropLast().last,
            before.isLetter,
            let next = second.first
        else { return false }
        return next.isLowercase
    }

    private static func lastWord(_ text: String) -> String {
        let word = text.dropLast().reversed().prefix {
            $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’"
        }
        return String(word.reversed())
    }

    private static func firstWord(_ text: String) -> String {
        String(text.prefix { $0.isLetter || $0 == "'" || $0 == "’" })
    }
}
