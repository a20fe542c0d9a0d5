import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct TextReaderTests {
    private static let line = "It was a bright cold day in April, and the clocks were striking.\n"

    private func chapter(_ heading: String) -> String {
        heading + "\n\n"
            + String(repeating: String(repeating: Self.line, count: 5) + "\n", count: 4) + "\n\n"
    }

    @Test func `finds chapters and leaves the list of contents alone`() throws {
        let contents = "CONTENTS\n\nCHAPTER I. Down\nCHAPTER II. Up\nCHAPTER III. Out\n\n\n"
        let text =
            "THE BOOK\n\nby Someone\n\n\n" + contents + chapter("CHAPTER I.\nDown")
            + chapter("CHAPTER II.\nUp") + chapter("CHAPTER III.\nOut")
        let publication = try publication(of: text, named: "book.txt")
        #expect(
            publication.narratedTitles == ["CHAPTER I. Down", "CHAPTER II. Up", "CHAPTER III. Out"]
        )
        #expect(publication.split.rule == .patterns)
        #expect(publication.balance.isClosed)
    }

    @Test func `joins wrapped lines and words cut at line ends`() throws {
        let text =
            "Chapter 1\n\nThis para-\ngraph is hard\nwrapped at a width. A paragraph is\nwhole again.\n\nNext one.\n"
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.narratedText.contains("This paragraph is hard wrapped at a width."))
        #expect(publication.balance.isClosed)
    }

    @Test func `keeps the hyphen of a compound that the text has elsewhere`() throws {
        let text = "One\n\n" + Self.line + "a well-known thing and a well-\nknown one\n" + Self.line
        #expect(
            try publication(of: text, named: "a.txt").narratedText.contains("and a well-known one")
        )
    }

    @Test func `takes each line for a paragraph where lines are long`() throws {
        let line = String(repeating: "A long line that is a whole paragraph. ", count: 10)
        let blocks = try publication(of: "\(line)\n\(line)\n\(line)\n", named: "a.txt").chapters[0]
            .blocks
        #expect(blocks.count == 3)
    }

    @Test func `sets the licence of Project Gutenberg aside and reads its header`() throws {
        let text =
            "The Project Gutenberg EBook of X\n\nTitle: X of Y\n\nAuthor: Ann Author\n\nLanguage: French\n\n"
            + "*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n" + chapter("CHAPTER 1")
            + chapter("CHAPTER 2")
            + "*** END OF THIS PROJECT GUTENBERG EBOOK X ***\n\nSection 1. General Terms\n"
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.narratedTitles == ["CHAPTER 1", "CHAPTER 2"])
        #expect(!publication.narratedText.contains("General Terms"))
        #expect(publication.metadata.title == "X of Y")
        #expect(publication.metadata.authors == ["Ann Author"])
        #expect(publication.metadata.language == "fr")
        #expect((publication.balance.setAside[.licence] ?? 0) > 100)
        #expect(publication.balance.isClosed)
    }

    @Test func `underscores around words are emphasis`() throws {
        let publication = try publication(of: "I _really_ meant snake_case_name.\n", named: "a.txt")
        #expect(publication.narratedText == "I really meant snake_case_name.")
        #expect(
            publication.chapters[0].blocks[0].spans == [Span(range: 2..<8, property: .emphasis)]
        )
        #expect(publication.balance.setAside[.other] == 2)
    }

    @Test func `unnumbered headings in capitals part a text that has no others`() throws {
        let text = ["THE FIRST STORY", "THE SECOND STORY", "THE THIRD STORY"].map {
            "\n\n" + chapter($0)
        }.joined()
        #expect(
            try publication(of: text, named: "a.txt").narratedTitles == [
                "THE FIRST STORY", "THE SECOND STORY", "THE THIRD STORY",
            ]
        )
    }

    @Test func `the notation of Aozora Bunko is not spoken`() throws {
        let body = String(repeating: "　私《わたくし》は｜麦藁帽《むぎわらぼう》を被る。※［＃「てへん＋劣」］\n", count: 6)
        let text =
            "題\n作者\n\n［＃３字下げ］一［＃「一」は中見出し］\n\n\(body)\n［＃３字下げ］二［＃「二」は中見出し］\n\n\(body)\n底本：「題」文庫\n"
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.narratedTitles == ["一", "二"])
        #expect(publication.chapters[1].blocks[1].text == "私は麦藁帽を被る。")
        #expect((publication.balance.setAside[.rubyReading] ?? 0) > 0)
        #expect(publication.balance.isClosed)
        let reading = try NarrateIngestTests.publication(
            of: text,
            named: "a.txt",
            IngestOptions(ruby: .reading)
        )
        #expect(reading.narratedText.contains("わたくしはむぎわらぼうを被る。"))
        #expect(reading.balance.isClosed)
    }

    @Test(arguments: ["", " \n\t\r\n", "\u{FEFF}"])
    func `refuses text without letters`(text: String) {
        #expect(throws: SourceError.self) { try publication(of: text, named: "a.txt") }
    }

    @Test func `refuses binary data and unknown encodings`() {
        let noise = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        #expect(throws: SourceError.self) {
            try SourceReader().publication(ofText: noise, named: "a.txt")
        }
        #expect(throws: SourceError.self) {
            try publication(of: "a", named: "a.txt", IngestOptions(encoding: "klingon"))
        }
    }

    @Test(arguments: [
        ("\n\n\n", 1),  // two blank lines where one parts paragraphs
        ("\n\n", 0),
        ("\n\n* * *\n\n", 1),
        ("\n\n\n* * *\n\n\n", 1),
    ])
    func `a wider gap than between paragraphs parts scenes`(gap: String, breaks: Int) throws {
        let paragraph = String(repeating: Self.line, count: 3)
        let scene = [paragraph, paragraph, paragraph].joined(separator: "\n")
        let text = "CHAPTER I\n\n\n" + scene + gap.dropFirst() + scene
        let publication = try publication(of: text, named: "a.txt")
        let blocks = publication.narratedChapters.flatMap(\.blocks)
        #expect(blocks.count { $0.kind == .sceneBreak } == breaks)
        #expect(publication.balance.isClosed)
    }

    @Test func `takes title and author from the first line of Project Gutenberg`() throws {
        let text =
            "The Project Gutenberg eBook of Three Men, by Ann Author\n\n"
            + "*** START OF THE PROJECT GUTENBERG EBOOK THREE MEN ***\n\n" + chapter("CHAPTER 1")
            + chapter("CHAPTER 2")
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.metadata.title == "Three Men")
        #expect(publication.metadata.authors == ["Ann Author"])
    }

    @Test func `running heads of printed pages are not spoken`() throws {
        let pages = (1...12).map { page in
            (page.isMultiple(of: 2) ? "\(page)  A Book of Days" : "ANN AUTHOR. [\(page)]") + "\n\n"
                + String(repeating: Self.line, count: 8)
        }
        let text =
            "Project Gutenberg\n\nTitle: A Book of Days\n\nAuthor: Ann Author\n\n"
            + "*** START OF THE PROJECT GUTENBERG EBOOK ***\n\n" + chapter("CHAPTER 1")
            + pages[..<6].joined(separator: "\n") + "\n\n" + chapter("CHAPTER 2")
            + pages[6...].joined(separator: "\n")
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.narratedTitles == ["CHAPTER 1", "CHAPTER 2"])
        #expect(!publication.narratedText.contains("A Book of Days"))
        #expect(!publication.narratedText.contains("ANN AUTHOR"))
        #expect(publication.balance.setAside[.runningHead] ?? 0 > 100)
        #expect(publication.balance.isClosed)
    }

    @Test func `lines that only look like running heads are spoken`() throws {
        let days = (1...8).map { "Day \($0)\n\n" + String(repeating: Self.line, count: 8) }
        let text = chapter("CHAPTER 1") + chapter("CHAPTER 2") + days.joined(separator: "\n")
        let publication = try publication(of: text, named: "a.txt")
        #expect(publication.narratedText.contains("Day 8"))
        #expect(publication.balance.setAside[.runningHead] == nil)
    }
}
