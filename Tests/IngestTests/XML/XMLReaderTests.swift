import Testing

@testable import NarrateIngest

@Suite struct XMLReaderTests {
    private func problem(_ text: String, _ reader: XMLReader = XMLReader()) -> XMLProblem? {
        do {
            try reader.read(Array(text.utf8)) { _ in }
            return nil
        } catch {
            return error as? XMLProblem
        }
    }

    @Test func `reads names, namespaces, attributes, text and lines`() throws {
        let (root, _) = try XMLElement.read(
            Array(
                "\n<?xml version=\"1.0\"?>\n<a:x xmlns:a=\"urn:a\" k=\"v&amp;w\">\n<y>t<![CDATA[<u>]]></y></a:x>"
                    .utf8
            )
        )
        #expect(root.name == "x")
        #expect(root.namespace == "urn:a")
        #expect(root["k"] == "v&w")
        #expect(root.first("y")?.text == "t<u>")
        #expect(root.first("y")?.line == 3)
    }

    @Test func `says line and column of what is not well formed`() throws {
        let found = problem("<a>\n<b>\n</a>")
        let problem = try #require(found)
        #expect(problem.line == 3)
        #expect(problem.column > 1)
        #expect(problem.message.contains("mismatch"))
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"lol\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
        "<a>&nbsp;</a>", "", "no xml", "<a", "<a></a><b/>",
    ])
    func `refuses entities and what is no XML`(text: String) {
        #expect(problem(text) != nil)
    }

    @Test func `refuses what is deeper or longer than its bounds`() {
        let deep = String(repeating: "<a>", count: 10) + String(repeating: "</a>", count: 10)
        #expect(problem(deep, XMLReader(maximumDepth: 10)) == nil)
        #expect(problem(deep, XMLReader(maximumDepth: 9))?.message.contains("deeper") ?? false)
        #expect(
            problem(deep, XMLReader(maximumElements: 9))?.message.contains("more elements") ?? false
        )
        #expect(
            problem(deep, XMLReader(maximumBytes: 9))?.message.contains("over the limit") ?? false
        )
    }

    @Test func `a handler's error ends the reading and comes through`() {
        struct Stop: Error {}
        var count = 0
        #expect(throws: Stop.self) {
            try XMLReader().read(Array("<a><b/><c/></a>".utf8)) { _ in
                count += 1
                if count == 2 { throw Stop() }
            }
        }
        #expect(count == 2)
    }
}
