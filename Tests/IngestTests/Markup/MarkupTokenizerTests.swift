import Testing

@testable import NarrateIngest

@Suite struct MarkupTokenizerTests {
    private func tokens(_ text: String, isXML: Bool = false) -> [String] {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var tokenizer = MarkupTokenizer(bytes, isXML: isXML)
            var result: [String] = []
            while true {
                switch tokenizer.next() {
                case .text(let range): result.append(String(decoding: bytes[range], as: UTF8.self))
                case .characters(let text): result.append("&" + text)
                case .start(let tag):
                    result.append("<\(tag.name)" + (tag.isEmptyElement ? "/>" : ">"))
                case .end(let name): result.append("</\(name.text)>")
                case .finished: return result
                }
            }
        }
    }

    @Test(arguments: [
        ("<P Class=x>a</P>", ["<p>", "a", "</p>"]),
        ("<h:p>a</h:p>", ["<p>", "a", "</p>"]),  // prefixes are dropped
        ("a < b", ["a ", "<", " b"]),
        ("<br/>", ["<br/>"]),
        ("<!-- a --><!--> b", [" b"]),
        ("<!DOCTYPE a [<!ENTITY e \"x>y\">]>&e;", ["&x>y"]),
        (
            "&amp;lt; &copy; &copycat; &nope;",
            ["&&", "lt; ", "&©", " ", "&©", "cat; ", "&", "nope;"]
        ),
        ("<a b='>'>c", ["<a>", "c"]),
        ("<a b", ["<a>"]),
        ("<?php x ?>a", ["a"]),
        ("<![CDATA[<b>&amp;]]>c", ["<b>&amp;", "c"]),
    ])
    func `cuts any text into tags and characters`(text: String, expected: [String]) {
        #expect(tokens(text) == expected)
    }

    @Test func `keeps only as many attributes as a rule could read`() {
        let text = "<p " + (0..<1_000).map { "a\($0)=\"x\"" }.joined(separator: " ") + ">"
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var tokenizer = MarkupTokenizer(bytes, isXML: true)
            guard case .start(let tag) = tokenizer.next() else { return #expect(Bool(false)) }
            #expect(tag.attributes.count == IngestLimits.attributes)
        }
    }
}
