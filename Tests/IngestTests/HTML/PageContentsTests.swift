import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct PageContentsTests {
    private let page =
        "<ul><li><a href='#a'>Dawn</a></li><li><a href='#b'>Noon</a></li><li><a href='#c'>Dusk</a></li></ul>"
        + ["a", "b", "c"].map { "<div id='\($0)'>" + SampleBook.prose($0) + "</div>" }.joined()

    @Test func `a page without headings has the chapters its own list of links names`() throws {
        let publication = try publication(of: page, named: "a.html")
        #expect(publication.narratedTitles == ["Dawn", "Noon", "Dusk"])
        #expect(publication.split.rule == .toc)
        #expect(publication.balance.isClosed)
    }

    @Test func `headings come before the list unless it is asked for`() throws {
        let headed = page.replacing("<div id='b'>", with: "<h2>x</h2><div id='b'><h2>y</h2>")
        let automatic = try publication(of: headed, named: "a.html")
        #expect(automatic.split.rule != .toc)
        let forced = try publication(of: headed, named: "a.html", IngestOptions(split: .toc))
        #expect(forced.narratedTitles == ["Dawn", "Noon", "Dusk"])
    }

    @Test func `marks of notes are no contents`() throws {
        let notes = (1...5).map { "<p><a href='#n\($0)'>\($0)</a></p>" }.joined()
        let text = notes + SampleBook.prose("x") + (1...5).map { "<p id='n\($0)'>N</p>" }.joined()
        #expect(try publication(of: text, named: "a.html").split.rule != .toc)
    }
}
