import NarrateModel

/// Sets the header, footer and licence aside that Project Gutenberg puts around its texts.
enum Licence {
    /// Marks the blocks of header and licence; the book is between them.
    static func mark(_ book: inout FlatBook) {
        let count = book.blocks.count
        let head = min(count, 600)
        if let start = (0..<head).last(where: {
            book.blocks[$0].weight <= 300 && isStart(book.blocks[$0].text)
        }) {
            set(0..<start + 1, in: &book)
        } else if let notice = book.blocks[..<min(head, 60)].firstIndex(where: isNotice) {
            set(0..<endOfHeader(after: notice, in: book), in: &book)
        }
        let end = book.blocks.indices.first {
            book.blocks[$0].reason != .licence && isEnd(book.blocks[$0].text)
        }
        guard let end else { return }
        set(end..<count, in: &book)
    }

    /// Older texts have no mark after the header: its fields follow the notice.
    private static func endOfHeader(after notice: Int, in book: FlatBook) -> Int {
        var end = notice + 1
        for index in end..<min(book.blocks.count, notice + 12) {
            let text = MatterWords.fold(book.blocks[index].text)
            let isField = [
                "title ", "author ", "release date", "posting date", "language ", "character set",
                "last updated", "produced by", "credits", "illustrator ", "translator ", "editor ",
                "updated ", "original publication",
            ]
            .contains { text.hasPrefix($0) }
            if isField { end = index + 1 }
        }
        return end
    }

    private static func isNotice(_ block: ContentBlock) -> Bool {
        guard block.text.range(of: "anyone anywhere", ignoringCase: true) != nil else {
            return false
        }
        let text = MatterWords.fold(String(block.text.prefix(400)))
        return text.contains("for the use of anyone anywhere") && text.contains("book")
    }

    private static func set(_ range: Range<Int>, in book: inout FlatBook) {
        for index in range where book.blocks[index].reason == nil {
            book.blocks[index].reason = .licence
            book.blocks[index].zone = .licence
        }
    }

    private static func isStart(_ words: String) -> Bool {
        guard mayBegin("sta", words) || mayBegin("the", words), names(words) else { return false }
        let text = MatterWords.fold(words)
        return (text.hasPrefix("start of th") && text.contains("project gutenberg"))
            || text.hasPrefix("the small print for public domain")
    }

    private static func isEnd(_ words: String) -> Bool {
        guard mayBegin("end", words), names(words) else { return false }
        let text = MatterWords.fold(String(words.prefix(160)))
        let isFarewell = ["end of the project", "end of project", "end of this project"].contains {
            text.hasPrefix($0)
        }
        return isFarewell && text.contains("gutenberg")
    }

    /// Whether the first letters and digits of ASCII in a text are these: asked of every block before its words
    /// are looked at.
    private static func mayBegin(_ letters: StaticString, _ text: String) -> Bool {
        var matched = 0
        for byte in text.utf8 {
            let isDigit = byte >= 0x30 && byte <= 0x39
            guard isDigit || MarkupTokenizer.isLetter(byte) else { continue }
            guard byte | 0x20 == letters.utf8Start[matched] else { return false }
            matched += 1
            if matched == letters.utf8CodeUnitCount { return true }
        }
        return false
    }

    /// Whether a text names the library at all: asked of every block, so it looks at bytes.
    private static func names(_ text: String) -> Bool {
        if text.utf8.starts(with: "***".utf8) { return true }
        let word: StaticString = "gutenberg"
        var text = text
        return text.withUTF8 { bytes in
            let head = UnsafeBufferPointer(rebasing: bytes.prefix(600))
            for start in head.indices where head[start] | 0x20 == word.utf8Start[0] {
                let rest = head[start...]
                guard rest.count >= word.utf8CodeUnitCount else { return false }
                if zip(
                    rest,
                    UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
                )
                .allSatisfy({ $0 | 0x20 == $1 }) {
                    return true
                }
            }
            return false
        }
    }
}
