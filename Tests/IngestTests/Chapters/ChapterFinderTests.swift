import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct ChapterFinderTests {
    private func prose(_ name: String) -> String { SampleBook.prose(name) }

    @Test func `a book title as Heading 1 makes no chapter`() throws {
        let page =
            "<h1>A Sample</h1><p>by Ann Author</p>"
            + ["One", "Two", "Three"].map { "<h2>\($0)</h2>" + prose($0) }.joined()
        let publication = try SampleBook([page]).read()
        #expect(publication.narratedTitles == ["One", "Two", "Three"])
        #expect(publication.split.rule == .heading2)
    }

    @Test func `parts are kept as part titles of their chapters`() throws {
        var book = SampleBook([
            "<h1>Part One</h1>", "<h2>I</h2>" + prose("a"), "<h2>II</h2>" + prose("b"),
            "<h1>Part Two</h1>", "<h2>I</h2>" + prose("c"), "<h2>II</h2>" + prose("d"),
        ])
        book.navigation =
            "<nav epub:type=\"toc\"><ol><li><a href=\"c1.xhtml\">Part One</a><ol><li><a href=\"c2.xhtml\">I</a></li>"
            + "<li><a href=\"c3.xhtml\">II</a></li></ol></li><li><a href=\"c4.xhtml\">Part Two</a><ol>"
            + "<li><a href=\"c5.xhtml\">I</a></li><li><a href=\"c6.xhtml\">II</a></li></ol></li></ol></nav>"
        let chapters = try book.read().narratedChapters
        #expect(chapters.map(\.title) == ["I", "II", "I", "II"])
        #expect(
            chapters.map(\.partTitles) == [["Part One"], ["Part One"], ["Part Two"], ["Part Two"]]
        )
        #expect(chapters[2].text.hasPrefix("Part Two\nI\n"))
    }

    @Test(arguments: ["A Sample", "Another Name of It"])
    func `the book's title above the first part hides neither`(title: String) throws {
        let parts = [("One", ["1", "2"]), ("Two", ["3", "4"])].map { part, chapters in
            "<h2>Part \(part)</h2>"
                + chapters.map { "<h3>Chapter \($0)</h3><h4>Of \($0)</h4>" + prose($0) }.joined()
        }
        let page = "<h1>\(title)</h1>" + parts.joined()
        let chapters = try SampleBook([page]).read().narratedChapters
        #expect(
            chapters.map(\.title) == [
                "Chapter 1. Of 1", "Chapter 2. Of 2", "Chapter 3. Of 3", "Chapter 4. Of 4",
            ]
        )
        #expect(
            chapters.map(\.partTitles) == [["Part One"], ["Part One"], ["Part Two"], ["Part Two"]]
        )
    }

    @Test(arguments: [[1, 12], [12, 1], [1, 14, 1]], ["<title>A Journey</title>", ""])
    func `headings part a document however uneven its chapters are`(
        sizes: [Int],
        head: String
    ) throws {
        let titles = ["Arrival", "Stay", "Departure"]
        let page = sizes.enumerated().map { place, size in
            "<h1>\(titles[place])</h1>" + (0..<size).map { prose("\(place).\($0)") }.joined()
        }
        let publication = try publication(
            of: head + page.joined(),
            named: "a.html"
        )
        #expect(publication.narratedTitles == Array(titles.prefix(sizes.count)))
        #expect(publication.split.rule == .heading1)
        #expect(publication.metadata.title == (head.isEmpty ? "a" : "A Journey"))
    }

    @Test func `uneven headings part several documents too`() throws {
        let long = (0..<12).map { prose("s\($0)") }.joined()
        let book = SampleBook([
            "<h1>Arrival</h1>" + prose("a") + "<h1>Stay</h1>" + long,
            prose("t") + "<h1>Departure</h1>" + prose("d"),
        ])
        #expect(try book.read().narratedTitles == ["Arrival", "Stay", "Departure"])
    }

    @Test(arguments: [
        ("<h1>Harbour Days</h1>", "Harbour Days"), ("<h2>Chapter 3</h2>", "a"),
    ])
    func `a page is called after the heading above all of it`(
        head: String,
        title: String
    ) throws {
        let page =
            head + "<p>By one who was there.</p>" + prose("a") + "<h3>Later</h3>" + prose("b")
        let publication = try publication(of: page, named: "a.html")
        #expect(publication.metadata.title == title)
    }

    @Test func `sections that the table lists below a chapter are not chapters it forgot`() throws {
        var book = SampleBook(
            (1...3).flatMap { chapter in
                ["<h1>\(chapter). Place \(chapter)</h1>" + prose("c\(chapter)")]
                    + (1...4).map {
                        "<h1>\(chapter).\($0). Corner</h1>" + prose("\(chapter).\($0)")
                    }
            }
        )
        let entries = (0..<3).map { chapter in
            let sections = (1...4).map {
                "<li><a href=\"c\(chapter * 5 + $0 + 1).xhtml\">\(chapter + 1).\($0). Corner</a></li>"
            }
            return "<li><a href=\"c\(chapter * 5 + 1).xhtml\">\(chapter + 1). Place</a><ol>"
                + sections.joined() + "</ol></li>"
        }
        book.navigation = "<nav epub:type=\"toc\"><ol>" + entries.joined() + "</ol></nav>"
        #expect(try book.read().narratedTitles == ["1. Place", "2. Place", "3. Place"])
    }

    @Test func `parts of a flat table of contents are kept too`() throws {
        let book = SampleBook(
            [
                "<h1>Part One</h1>", "<h1>Dawn</h1>" + prose("a"), "<h1>Noon</h1>" + prose("b"),
                "<h1>Part Two</h1>", "<h1>Dusk</h1>" + prose("c"),
            ],
            contents: [
                ("Part One", "c1.xhtml"), ("Dawn", "c2.xhtml"), ("Noon", "c3.xhtml"),
                ("Part Two", "c4.xhtml"), ("Dusk", "c5.xhtml"),
            ]
        )
        let chapters = try book.read().narratedChapters
        #expect(chapters.map(\.title) == ["Dawn", "Noon", "Dusk"])
        #expect(chapters.map(\.partTitles) == [["Part One"], ["Part One"], ["Part Two"]])
    }

    @Test func `a heading without text closes the chapter before it`() throws {
        let book = SampleBook(
            ["<h1>One</h1>" + prose("a"), "<h1>Two</h1>" + prose("b"), "<h1>The End</h1>"],
            contents: [("One", "c1.xhtml"), ("Two", "c2.xhtml"), ("The End", "c3.xhtml")]
        )
        #expect(try book.read().narratedTitles == ["One", "Two"])
    }

    @Test func `sections inside a chapter's document do not split it`() throws {
        var book = SampleBook(
            ["One", "Two", "Three"].map { name in
                "<h1>\(name)</h1>" + prose(name) + "<h2 id=\"s\">\(name), on</h2>" + prose(name)
            }
        )
        let items = (1...3).map {
            "<li><a href=\"c\($0).xhtml\">Chapter \($0)</a><ol><li><a href=\"c\($0).xhtml#s\">On</a></li></ol></li>"
        }
        book.navigation = "<nav epub:type=\"toc\"><ol>\(items.joined())</ol></nav>"
        #expect(try book.read().narratedTitles == ["Chapter 1", "Chapter 2", "Chapter 3"])
    }

    @Test func `a chapter spans documents and shares one`() throws {
        let book = SampleBook(
            ["<h1>One</h1>" + prose("a"), prose("b") + "<h1 id=\"two\">Two</h1>" + prose("c")],
            contents: [("One", "c1.xhtml"), ("Two", "c2.xhtml#two")]
        )
        let chapters = try book.read().narratedChapters
        #expect(chapters.map(\.title) == ["One", "Two"])
        #expect(chapters[0].text.contains("of b."))
        #expect(!chapters[1].text.contains("of b."))
    }

    @Test func `chapters that the table of contents forgot are added`() throws {
        var book = SampleBook.chapters(["One", "Two", "Three", "Four", "Five", "Six"])
        book.contents = book.contents.map { Array($0.prefix(3)) }
        #expect(try book.read().narratedTitles == ["One", "Two", "Three", "Four", "Five", "Six"])
    }

    @Test func `entries that lead nowhere are passed over with a warning`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.contents = [("One", "c1.xhtml"), ("Gone", "gone.xhtml"), ("Two", "c2.xhtml#nope")]
        let publication = try book.read()
        #expect(publication.narratedTitles == ["One", "Two"])
        #expect(Set(publication.warnings.map(\.code)) == ["dangling-contents", "missing-fragment"])
    }

    @Test func `an ordinal and the heading below it are one title`() throws {
        let pages = [("I", "The Storm"), ("II", "The Calm")].map {
            "<h2>Chapter \($0.0)</h2><h3>\($0.1)</h3>" + prose($0.1)
        }
        #expect(
            try SampleBook(pages).read().narratedTitles == [
                "Chapter I. The Storm", "Chapter II. The Calm",
            ]
        )
    }

    @Test func `asterisks in a heading are a scene break`() throws {
        let pages = [
            "<h2>One</h2>" + prose("a") + "<h2>* * *</h2>" + prose("b"),
            "<h2>Two</h2>" + prose("c"),
        ]
        let publication = try SampleBook(pages).read()
        #expect(publication.narratedTitles == ["One", "Two"])
        #expect(publication.narratedChapters[0].blocks.contains { $0.kind == .sceneBreak })
        #expect(publication.balance.setAside[.other] == 3)
    }

    @Test(arguments: [
        (SplitDecision.Rule.heading1, ["One", "Three"]), (.heading2, ["One", "Two", "Three"]),
        (.none, ["One"]),
    ])
    func `a forced rule is followed to the letter`(rule: SplitDecision.Rule, titles: [String])
        throws
    {
        let page =
            "<h1>One</h1>" + prose("a") + "<h2>Two</h2>" + prose("b") + "<h1>Three</h1>"
            + prose("c")
        let publication = try SampleBook([page]).read(IngestOptions(split: rule))
        #expect(publication.narratedTitles == titles)
        #expect(publication.split.rule == rule)
    }

    @Test func `text without any structure is cut by size at paragraph ends`() throws {
        let page = String(repeating: SampleBook.prose("all", paragraphs: 10), count: 60)
        let publication = try SampleBook([page]).read()
        #expect(publication.split.rule == .size)
        #expect(publication.narratedChapters.count > 3)
        #expect(publication.narratedChapters.allSatisfy { $0.text.hasSuffix(".") })
        #expect(publication.balance.isClosed)
    }

    @Test func `front and back matter is told by semantics, then by words`() throws {
        let book = SampleBook(
            [
                "<section epub:type=\"copyright-page\"><p>All rights.</p></section>",
                "<h1>Contents</h1><p>One 3</p>",
                "<h1>Preface</h1>" + prose("p"), "<h1>One</h1>" + prose("a"),
                "<h1>Two</h1>" + prose("b"),
                "<h1>Index</h1><p>aardvark, 3</p>",
            ],
            contents: [
                ("Rights", "c1.xhtml"), ("Contents", "c2.xhtml"), ("Preface", "c3.xhtml"),
                ("One", "c4.xhtml"),
                ("Two", "c5.xhtml"), ("Index", "c6.xhtml"),
            ]
        )
        let publication = try book.read()
        #expect(publication.narratedTitles == ["Preface", "One", "Two"])
        #expect(publication.chapters.map(\.role) == [.front, .front, .front, .body, .body, .back])
        #expect(
            publication.chapters.map(\.reason) == [
                .frontMatter, .navigation, nil, nil, nil, .backMatter,
            ]
        )
    }

    @Test(arguments: ["a.html", "a.md"])
    func `headings that call themselves parts leave the chapters to those below`(
        name: String
    ) throws {
        var text = ""
        for part in 1...2 {
            text += name.hasSuffix("md") ? "# Part \(part)\n\n" : "<h1>Part \(part)</h1>"
            for chapter in 1...3 {
                let title = "Chapter \(chapter + part * 3 - 3): Rain"
                let prose = SampleBook.prose("x")
                text +=
                    name.hasSuffix("md")
                    ? "## \(title)\n\n\(prose)\n\n" : "<h2>\(title)</h2>\(prose)"
            }
        }
        let publication = try publication(of: text, named: name)
        #expect(publication.narratedTitles == (1...6).map { "Chapter \($0): Rain" })
        #expect(publication.narratedChapters.last?.partTitles == ["Part 2"])
    }

    @Test func `notes that the table of contents lists are no chapters`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.bodies[0] +=
            "<p>A word<sup><a href=\"c3.xhtml\">1</a></sup> and<sup>"
            + "<a href=\"c4.xhtml#n\">2</a></sup>.</p>"
        book.bodies += ["<h1 id=\"m\">1</h1><p>A note.</p>", "<h1 id=\"n\">2</h1><p>Another.</p>"]
        book.contents? += [("1", "c3.xhtml"), ("2", "c4.xhtml#n")]
        book.bodies[0] = book.bodies[0].replacing("c3.xhtml", with: "c3.xhtml#m")
        let publication = try book.read()
        #expect(publication.narratedTitles == ["One", "Two"])
        #expect(publication.balance.isClosed)
    }
}
