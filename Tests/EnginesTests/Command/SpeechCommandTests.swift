import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct SpeechCommandTests {
    @Test(arguments: [
        ("piper --model {voice}", ["piper", "--model", "{voice}"]),
        ("  piper   -q  ", ["piper", "-q"]),
        (#"say "a b" 'c d'"#, ["say", "a b", "c d"]),
        (#"say a\ b "\"" '\'"#, ["say", "a b", "\"", "\\"]),
        (#"say --x="{voice} 1""#, ["say", "--x={voice} 1"]),
        ("say '' end", ["say", "", "end"]),
        ("say $HOME * | cat > x", ["say", "$HOME", "*", "|", "cat", ">", "x"]),  // no shell
    ])
    func `splits a line into words`(line: String, words: [String]) throws {
        #expect(try SpeechCommand(parsing: line).words == words)
    }

    @Test(arguments: ["", "   ", "say 'open", #"say "open"#, #"say \"#, "'' x"])
    func `refuses a line that is no command`(line: String) throws {
        let error = try #require(throws: EngineError.self) { try SpeechCommand(parsing: line) }
        #expect(error.code == .refused)
    }

    @Test func `fills places and leaves other braces alone`() throws {
        let command = try SpeechCommand(
            parsing: #"p -v {voice}/{language} '{"a":{speed}}' {} '{x y}'"#
        )
        #expect(command.places == ["voice", "language", "speed"])
        let arguments = try command.arguments([
            "voice": "{language}", "language": "de", "speed": "2",
        ])
        // A value that looks like a place is not filled again.
        #expect(arguments == ["-v", "{language}/de", #"{"a":2}"#, "{}", "{x y}"])
    }

    @Test(arguments: [("voice", "--voice"), ("language", "language"), ("speed", "'speed'")])
    func `says what is missing for a place`(place: String, hint: String) throws {
        let command = try SpeechCommand(parsing: "p {\(place)}")
        let error = try #require(throws: EngineError.self) { try command.arguments([:]) }
        #expect(error.code == .refused)
        #expect(error.hint?.contains(hint) == true)
    }
}
