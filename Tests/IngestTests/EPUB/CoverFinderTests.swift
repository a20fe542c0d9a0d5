import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct CoverFinderTests {
    private let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0,
        1, 144, 0, 0, 2, 88,
    ]

    @Test(arguments: [
        ("properties=\"cover-image\"", "", "art.png", ""),
        ("", "<meta name=\"cover\" content=\"pic\"/>", "art.png", ""),
        ("", "", "my-cover.png", ""),  // by its name
        ("", "", "art.png", "<img src=\"art.png\"/>"),  // the picture of a first page without text
    ])
    func `finds the cover`(properties: String, metadata: String, name: String, page: String) throws
    {
        var book = SampleBook.chapters(["One", "Two"])
        if !page.isEmpty { book.bodies.insert(page, at: 0) }
        book.manifest = "<item id=\"pic\" href=\"\(name)\" media-type=\"image/png\" \(properties)/>"
        book.metadata = metadata
        book.extra = [("OPS/\(name)", png)]
        let cover = try #require(try book.read().cover)
        #expect(cover == Cover(mediaType: "image/png", bytes: png))
    }

    @Test func `of the pictures of the first pages the largest is the cover`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.bodies.insert("<img src=\"small.png\"/><img src=\"large.png\"/>", at: 0)
        book.manifest = ["small", "large"].map {
            "<item id=\"\($0)\" href=\"\($0).png\" media-type=\"image/png\"/>"
        }.joined()
        var large = png
        large[18] = 2
        large[22] = 3
        book.extra = [("OPS/small.png", png), ("OPS/large.png", large)]
        #expect(try book.read().cover?.bytes == large)
    }

    @Test func `takes the picture inside a drawing and warns`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.manifest =
            "<item id=\"pic\" href=\"cover.svg\" media-type=\"image/svg+xml\" properties=\"cover-image\"/>"
        let drawing =
            "<svg xmlns:xlink=\"x\"><image xlink:href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==\"/></svg>"
        book.extra = [("OPS/cover.svg", Array(drawing.utf8))]
        let publication = try book.read()
        #expect(publication.cover?.mediaType == "image/png")
        #expect(publication.cover?.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) ?? false)
        #expect(publication.warnings.contains { $0.code == "svg-cover" })
    }

    @Test func `warns of a cover that is no picture`() throws {
        var book = SampleBook.chapters(["One", "Two"])
        book.manifest =
            "<item id=\"pic\" href=\"c.jpg\" media-type=\"image/jpeg\" properties=\"cover-image\"/>"
        book.extra = [("OPS/c.jpg", Array("not a picture".utf8))]
        let publication = try book.read()
        #expect(publication.cover == nil)
        #expect(publication.warnings.contains { $0.code == "broken-cover" })
    }
}
