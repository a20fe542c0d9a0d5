import Testing

@testable import NarratePipeline

@Suite struct SourcePlaceTests {
    @Test(arguments: [
        ("book.epub", "/home/a", "book"), ("x/y/book.tar.epub", "/home/a/x/y", "book.tar"),
        ("/b/book.epub", "/b", "book"), ("../book.epub", "/home", "book"),
        ("-", "/home/a", "standard-input"),
        ("https://example.org/docs/guide.html", "/home/a", "guide"),
        ("https://example.org/", "/home/a", "example.org"),
    ])
    func `puts what is made beside the source`(source: String, folder: String, name: String) {
        let place = SourcePlace(source: source, currentFolder: "/home/a")
        #expect(place.folder == folder)
        #expect(place.name == name)
    }
}
