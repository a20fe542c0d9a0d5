import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct SiteTests {
    /// A page as generators of manuals write it: bars above and below that nothing marks.
    private func page(_ title: String, last: String = "x.html", _ body: String) -> String {
        "<title>\(title)</title><body><table><tr><th>\(title)</th></tr><tr><td><a href=\"\(last)\">Prev</a></td>"
            + "<td>The Manual</td></tr></table><h1>\(title)</h1>\(body)"
            + "<table><tr><td><a href=\"\(last)\">Prev</a></td></tr><tr><td>Preface</td></tr></table>"
            + "<p>© The Manual's people</p></body>"
    }

    private func prose(_ name: String) -> String { SampleBook.prose(name) }

    private var manual: [String: String] {
        let contents =
            "<dl><dt><a href=\"pr.html\">Preface</a></dt><dt><a href=\"ch1.html\">1. Start</a></dt><dd><dl>"
            + "<dt><a href=\"a.html\">1.1. Unpack</a></dt><dt><a href=\"z.html\">Run it</a></dt></dl></dd>"
            + "<dt><a href=\"ch2.html\">2. End</a></dt><dt><a href=\"ap.html\">A. More</a></dt></dl>"
        return [
            "index.en.html": page("The Manual", "<p>Table of Contents</p>" + contents),
            "pr.html": page("Preface", prose("p")),
            "ch1.html": page(
                "Chapter 1. Start",
                "<p>Table of Contents</p><ul><li><a href=\"a.html\">1.1. Unpack</a></li></ul>"
                    + prose("1")
            ),
            "a.html": page("1.1. Unpack", prose("a")), "z.html": page("Run it", prose("z")),
            "ch2.html": page("Chapter 2. End", prose("2")),
            "ap.html": page("Appendix A. More", prose("3")),
            "404.html": page("Not found", "<p>There is no such page here.</p>"),
            "_sources/pr.txt": "Preface\n\nThe same again.\n",
        ]
    }

    @Test func `pages follow the front page's contents, sections in their numbered chapter`() throws
    {
        try SampleFolder.with(manual) { path in
            let publication = try SourceReader().publication(at: path)
            let chapters = publication.narratedChapters
            #expect(
                chapters.map(\.title) == [
                    "Preface", "Chapter 1. Start", "Chapter 2. End", "Appendix A. More",
                ]
            )
            #expect(chapters[1].text.contains("1.1. Unpack"))
            #expect(chapters[1].text.contains("Run it"))
            #expect(publication.metadata.title == "The Manual")
            #expect(publication.balance.isClosed)
        }
    }

    @Test func `what pages have around their text is set aside`() throws {
        try SampleFolder.with(manual) { path in
            let publication = try SourceReader().publication(at: path)
            let text = publication.narratedChapters.map(\.text).joined(separator: "\n")
            for furniture in ["Prev", "The Manual", "©", "Table of Contents", "no such page"] {
                #expect(!text.contains(furniture), "\(furniture)")
            }
            #expect(publication.narratedChapters[0].text.hasPrefix("Preface\n"))
            #expect(!publication.narratedChapters[0].text.dropFirst(8).contains("Preface"))
        }
    }

    @Test func `lists on pages lead on where the front page's end`() throws {
        try SampleFolder.with([
            "index.html":
                "<h1>Docs</h1><ul><li><a href=\"z/\">Guide</a><li><a href=\"b.html\">Facts</a>"
                + "<li><a href=\"a.html\">Terms</a></ul>",
            "z/index.html": "<h1>Guide</h1>" + prose("g")
                + "<ul><li><a href=\"two\">Two</a><li><a href=\"one.html\">One</a><li><a href=\"three.html\">Three</a></ul>",
            "z/one.html": "<h1>One</h1>" + prose("1"), "z/two.html": "<h1>Two</h1>" + prose("2"),
            "z/three.html": "<h1>Three</h1>" + prose("3"), "a.html": "<h1>Terms</h1>" + prose("t"),
            "b.html": "<h1>Facts</h1>" + prose("f"),
        ]) { path in
            let titles = try SourceReader().publication(at: path).narratedTitles
            #expect(titles == ["Guide", "Two", "One", "Three", "Facts", "Terms"])
        }
    }

    @Test func `a table of contents in Markdown leads and is not read`() throws {
        try SampleFolder.with([
            "SUMMARY.md": "# Summary\n\n[Welcome](README.md)\n\n- [Setup](z.md)\n- [Use](a.md)\n"
                + "    - [More](m.md)\n\n[Thanks](c.md)\n",
            "README.md": "# Welcome\n\n" + String(repeating: "This is what it is for. ", count: 20),
            "z.md": "# Setup\n\nPut it there.\n",
            "a.md": "# Use\n\nTake it up.\n", "m.md": "# More\n\nTake two.\n",
            "c.md": "# Thanks\n\nTo all of them.\n",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["Welcome", "Setup", "Use", "More", "Thanks"])
            #expect(publication.metadata.title == "Welcome")
        }
    }

    @Test func `pages that begin with a navigation bar are chapters, and the bar is none`() throws {
        let bar =
            "<nav><ul><li><a href=\"b.html\">B</a><li><a href=\"a.html\">A</a><li><a href=\"c.html\">C</a></ul></nav>"
        let page = { (name: String) in bar + "<main><h1>\(name)</h1>" + prose(name) + "</main>" }
        try SampleFolder.with(["a.html": page("A"), "b.html": page("B"), "c.html": page("C")]) {
            path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.chapters.map(\.title) == ["B", "A", "C"])
            #expect(publication.split.rule == .toc)
        }
    }

    @Test func `a text that ends with the words of a title keeps them`() throws {
        try SampleFolder.with([
            "a.html": "<title>The Sea</title><h1>The Sea</h1>" + prose("a") + "<p>The Sea.</p>",
            "b.html": "<title>Home</title><h1>Home</h1>" + prose("b") + "<p>The Sea</p>",
            "c.html": "<title>Away</title><h1>Away</h1>" + prose("c"),
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            let ends = publication.narratedChapters.map { $0.text.suffix(8) }
            #expect(ends[0] == "The Sea.")
            #expect(ends[1].hasSuffix("\nThe Sea"))
            #expect(publication.balance.setAside.isEmpty)
        }
    }

    @Test func `the text a page was made from is left out with a warning`() throws {
        try SampleFolder.with([
            "a.html": "<h1>A</h1>" + prose("a"), "a.txt": "A\n\nParagraph.\n",
            "b.txt": "Bee it is.\n",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedChapters.map(\.source) == ["a.html", "b.txt"])
            #expect(publication.warnings.map(\.code).contains("duplicate-document"))
        }
    }

    @Test func `a page's own contents are set aside, a list of links outwards is read`() throws {
        let contents = (1...3).map { "<li><a href=\"#s\($0)\">Step \($0)</a></li>" }.joined()
        let outward = (1...3).map {
            "<li><a href=\"https://a.example/\($0)\">Source \($0)</a></li>"
        }
        let page =
            "<h1>Baking</h1>" + prose("b") + "<p>Contents</p><ul>\(contents)</ul>"
            + (1...3).map { "<h2 id=\"s\($0)\">Step \($0)</h2>" + prose("s\($0)") }.joined()
            + "<ul>\(outward.joined())</ul>"
        try SampleFolder.with(["a.html": page]) { path in
            let text = try SourceReader().publication(at: path).narratedChapters.map(\.text)
                .joined(separator: "\n")
            #expect(!text.contains("Contents"))
            #expect(text.split(separator: "Step 2").count == 2)
            #expect(text.contains("Source 3"))
        }
    }

    @Test func `numbers of paragraphs that lead to them are not read`() throws {
        let page = (5...9).map { number in
            "<div><label><a href=\"#o\(number)\">\(number)</a></label><p id=\"o\(number)\">Item "
                + "\(number * 11) of it.</p></div><p id=\"p\(number)\">On it went. <a href=\"#p\(number)\">[\(number)]</a></p>"
        }
        let text = try SampleBook(["<h1>Numbers</h1>" + page.joined()]).read().narratedChapters[0]
            .text
        #expect(text.hasPrefix("Numbers\nItem 55 of it.\nOn it went.\nItem 66 of it."))
    }
}
