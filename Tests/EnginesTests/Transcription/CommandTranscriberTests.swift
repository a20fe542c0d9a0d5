import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

extension Transcriber {
    /// What is written down of some audio; empty when nothing is.
    func text(ofAudioAt path: String, language: String) async throws -> String {
        let hearing = try await hearing(ofAudioAt: path, saying: "", language: language)
        guard case .transcript(let text) = hearing.account else { return "" }
        return text
    }
}

@Suite struct CommandTranscriberTests {
    @Test(arguments: ["cat {audio}", "cat"])
    func `gives the program the audio by its path or on standard input`(line: String) async throws {
        let path = URL.temporaryDirectory.appending(path: "\(UUID()) take.txt").path
        try Data("what was said\n".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let transcriber = try CommandTranscriber(parsing: line)
        #expect(
            try await transcriber.text(ofAudioAt: path, language: "en-GB")
                == "what was said\n"
        )
    }

    @Test func `tells the language without its country`() async throws {
        let transcriber = try CommandTranscriber(parsing: "echo {language}")
        #expect(
            try await transcriber.text(ofAudioAt: "/dev/null", language: "pt-BR") == "pt\n"
        )
    }

    @Test func `says that the program is not there`() async throws {
        let transcriber = try CommandTranscriber(parsing: "no-such-listener {audio}")
        await #expect(throws: EngineError.self) {
            _ = try await transcriber.text(ofAudioAt: "/dev/null", language: "en")
        }
    }
}
