import Foundation
import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct FolderReaderTests {
    @Test func `documents become chapters in natural order`() throws {
        let prose = SampleBook.prose("x")
        try SampleFolder.with([
            "2.html": "<h1>Two</h1>" + prose, "10.html": "<h1>Ten</h1>" + prose,
            "1.txt": "One of them.\n", "x.bin": "no",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.format == .folder)
            #expect(publication.narratedChapters.map(\.source) == ["1.txt", "2.html", "10.html"])
            #expect(publication.balance.isClosed)
        }
    }

    @Test func `a page of no more than its title's words is a chapter`() throws {
        try SampleFolder.with(["1.html": "<h1>One</h1><p>one.</p>", "2.txt": "Two text.\n"]) {
            path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedChapters.map(\.text) == ["One\none.", "Two text."])
        }
    }

    @Test func `a front page comes first where another page leads through the rest`() throws {
        try SampleFolder.with([
            "index.md": "# Mills\n\nWelcome to all who grind.\n",
            "guide/a.md": "# A\n\nFirst, then [the next](b.md).\n", "guide/b.md": "# B\n\nLast.\n",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["Mills", "A", "B"])
        }
    }

    @Test func `what narrate wrote itself is no part of a folder`() throws {
        let manifest = #"{"version": 1, "generator": "narrate 9.9.9"}"#
        try SampleFolder.with([
            "a.md": "# A\n\nFirst it is.\n", "audio/report.html": "<h1>Report</h1><p>x</p>",
            "audio/manifest.json": manifest, "audio/player.html": "<h1>A</h1><p>First</p>",
            "docs.narrate/b.md": "# B\n\nNo.\n", "docs.batch.html": "<h1>Batch</h1><p>y</p>",
            "report.html": "<h1>Report</h1><p>x</p>", "manifest.json": manifest,
            "player-a.html": "<h1>A</h1><p>First</p>",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["A"])
        }
        // Pages of these names are a site's own where no release is.
        try SampleFolder.with(["report.html": "<h1>Our report</h1><p>It says much.</p>"]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["Our report"])
        }
    }

    @Test func `a folder's front page comes first where nothing leads elsewhere`() throws {
        try SampleFolder.with([
            "aims.md": "# Aims\n\nIt is about mills.\n",
            "index.md": "# Mills\n\nWelcome to all who grind.\n",
            "guide/README.md": "# Guide\n\nThis is how.\n", "guide/a.md": "# A\n\nFirst.\n",
            "guide-old/a.md": "# Old\n\nFormerly.\n",
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["Mills", "Aims", "Old", "Guide", "A"])
        }
    }

    @Test func `a front page's links are the order`() throws {
        let prose = SampleBook.prose("x")
        let index =
            "<title>Site</title><nav><a href=\"b.html\">B</a><a href=\"a.html\">A</a></nav><p>Welcome to it.</p>"
        try SampleFolder.with([
            "index.html": index, "a.html": "<h1>A</h1>" + prose, "b.html": "<h1>B</h1>" + prose,
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles.suffix(2) == ["B", "A"])
            #expect(publication.metadata.title == "Site")
        }
    }

    @Test func `one unreadable document is a warning, none readable an error`() throws {
        try SampleFolder.with(["a.html": "<h1>A</h1><p>text</p>", "b.md": ""]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.narratedTitles == ["A"])
        }
        try SampleFolder.with(["a.bin": "x"]) { path in
            #expect(throws: SourceError.self) { try SourceReader().publication(at: path) }
        }
    }

    @Test func `a missing file is unreadable`() {
        let error = #expect(throws: SourceError.self) {
            try SourceReader().publication(at: "/nonexistent/book.epub")
        }
        #expect(error?.code == .unreadable)
    }

    @Test(arguments: [
        ("2", "10", true), ("a2b", "a10b", true), ("A", "b", true), ("10", "2", false),
        ("ch01", "ch1", true),
    ])
    func `numbers in names count as numbers`(first: String, second: String, isLess: Bool) {
        #expect(NaturalOrder.isLess(first, second) == isLess)
    }

    @Test func `a folder that an EPUB was unpacked into is read as that EPUB`() throws {
        let package = """
            <package version="3.0"><metadata><dc:title>Unpacked</dc:title></metadata><manifest>\
            <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>\
            <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>\
            <spine><itemref idref="b"/><itemref idref="a"/></spine></package>
            """
        try SampleFolder.with([
            "META-INF/container.xml": SampleBook.container, "OPS/package.opf": package,
            "OPS/a.xhtml": SampleBook.page("<h1>Last</h1>" + SampleBook.prose("a")),
            "OPS/b.xhtml": SampleBook.page("<h1>First</h1>" + SampleBook.prose("b")),
        ]) { path in
            let publication = try SourceReader().publication(at: path)
            #expect(publication.format == .epub3)
            #expect(publication.narratedTitles == ["First", "Last"])
            #expect(publication.balance.isClosed)
        }
    }
}
