import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct VoiceoverScriptTests {
    @Test func `every line names its speaker`() throws {
        let csv =
            "speaker,line,start_time,end_time\nAnna,\"Who, there?\",0,1.5\n,Night.,,\nBen,,2,3\n"
        let script = try #require(try VoiceoverScript(Array(csv.utf8), source: "play.csv"))
        let publication = try script.publication(title: "Play")
        let blocks = publication.chapters[0].blocks
        #expect(blocks.map(\.text) == ["Who, there?", "Night."])
        #expect(blocks.map(\.spans) == [[Span(range: 0..<11, property: .speaker("Anna"))], []])
        #expect(blocks.map(\.locator.line) == [2, 3])
        #expect(publication.balance.isClosed)
    }

    @Test func `a source that is such a script is read as one`() throws {
        let publication = try publication(of: "speaker,line\nAnna,Who?\n", named: "play.csv")
        #expect(publication.metadata.title == "play")
        #expect(publication.narratedText == "Who?")
        #expect(publication.balance == Balance(visible: 19, narrated: 4, setAside: [.other: 15]))
    }

    @Test func `other tables and texts are none`() throws {
        #expect(try VoiceoverScript(Array("word,replacement\na,b".utf8), source: "a.csv") == nil)
        #expect(
            try VoiceoverScript(Array("\"Speaker, line,\n he said.\"".utf8), source: "a.txt") == nil
        )
        #expect(try VoiceoverScript(Array("It was night.".utf8), source: "a.txt") == nil)
    }

    @Test func `a script without lines is refused`() throws {
        let script = try #require(
            try VoiceoverScript(Array("speaker,line\n".utf8), source: "a.csv")
        )
        let error = try #require(throws: SourceError.self) { try script.publication(title: "a") }
        #expect(error.code == .invalid)
    }
}
