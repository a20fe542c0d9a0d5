import NarrateModel

/// Sets aside what printed pages bear at their head: the title, the author or the chapter with the page's number.
enum RunningHeads {
    /// Fewest pages that make such lines running heads.
    private static let fewest = 4
    private static let longest = 80

    /// Marks lines that repeat a name of the book with numbers that count up.
    static func mark(_ book: inout FlatBook, authors: [String]) {
        var lines: [String: [Line]] = [:]
        for index in book.blocks.indices where mayBe(book.blocks[index], isPlain: book.isPlainText)
        {
            if let line = Line(book.blocks[index].text, index: index) {
                lines[line.name, default: []].append(line)
            }
        }
        lines = lines.filter { $0.value.count >= fewest }
        guard !lines.isEmpty else { return }
        let names = names(of: book, authors: authors)
        for (name, pages) in lines where names.contains(name) && isCounting(pages) {
            for page in pages { book.blocks[page.index].reason = .runningHead }
        }
    }

    /// A name with a page number at one of its ends.
    private struct Line {
        var name: String
        var number: Int
        var index: Int

        init?(_ text: String, index: Int) {
            let words = MatterWords.fold(text).split(separator: " ")
            guard words.count > 1, let first = words.first, let last = words.last else {
                return nil
            }
            if let number = Int(last) {
                self.number = number
                name = words.dropLast().joined(separator: " ")
            } else if let number = Int(first) {
                self.number = number
                name = words.dropFirst().joined(separator: " ")
            } else {
                return nil
            }
            self.index = index
        }
    }

    /// In plain text a line in capitals is taken for a heading.
    private static func mayBe(_ block: ContentBlock, isPlain: Bool) -> Bool {
        guard block.reason == nil, block.weight <= longest,
            isPlain || block.headingLevel == nil, block.kind != .sceneBreak,
            let first = block.text.utf8.first,
            let last = block.text.utf8.last
        else { return false }
        return isDigit(first) || isDigit(last) || last == UInt8(ascii: "]")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func names(of book: FlatBook, authors: [String]) -> Set<String> {
        var names = TitleVariants(book.title ?? "").folded
        for author in authors { names.insert(MatterWords.fold(author)) }
        for index in book.blocks.indices where book.blocks[index].headingLevel != nil {
            names.insert(MatterWords.fold(book.blocks[index].text))
        }
        names.remove("")
        return names
    }

    /// Whether nearly all numbers are greater than the one before, as those of pages are.
    private static func isCounting(_ pages: [Line]) -> Bool {
        let rises = zip(pages, pages.dropFirst()).count { $0.number < $1.number }
        return rises * 10 >= (pages.count - 1) * 8
    }
}
