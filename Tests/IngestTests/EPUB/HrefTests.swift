import Testing

@testable import NarrateIngest

@Suite struct HrefTests {
    @Test(arguments: [
        ("ch1.xhtml", "OPS/ch1.xhtml", nil),
        ("../ch1.xhtml#a", "ch1.xhtml", "a"),
        ("#a", "OPS/package.opf", "a"),
        ("my%20file.xhtml", "OPS/my file.xhtml", nil),
        ("100%25.xhtml", "OPS/100%.xhtml", nil),
        ("100%.xhtml", "OPS/100%.xhtml", nil),  // no escape: stays as it is
        ("text\\one.xhtml", "OPS/text/one.xhtml", nil),
        ("./a/../b.xhtml?x=1", "OPS/b.xhtml", nil),
    ])
    func `resolves references inside the book`(href: String, path: String, fragment: String?) {
        #expect(
            Href.resolve(href, from: "OPS/package.opf") == Reference(path: path, fragment: fragment)
        )
    }

    @Test(arguments: [
        "http://example.org/x", "file:///etc/passwd", "//host/x", "../../x.xhtml",
        "data:text/html,x",
    ])
    func `refuses references that lead out of the book`(href: String) {
        #expect(Href.resolve(href, from: "OPS/package.opf") == nil)
    }
}
