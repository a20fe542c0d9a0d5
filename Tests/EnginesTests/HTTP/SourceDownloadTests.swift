import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct SourceDownloadTests {
    private func fetch(
        limit: Int = 1 << 20,
        path: String = "/book.html",
        _ serve: @escaping @Sendable (LoopbackServer.Connection, String) -> Void
    ) async throws -> (outcome: SourceDownload.Outcome, text: String) {
        let server = try LoopbackServer(answering: serve)
        let download = SourceDownload(client: try HTTPClient(), byteLimit: limit)
        return try await ScratchFolder.with { folder in
            let outcome = try await download.fetch("\(server.url)\(path)", to: "\(folder)/source")
            let text = try String(contentsOf: URL(filePath: "\(folder)/source"), encoding: .utf8)
            return (outcome, text)
        }
    }

    @Test(arguments: [
        ("https://example.com/a", true), ("HTTP://example.com", true), ("book.epub", false),
        ("/http://x", false), ("ftp://example.com", false), ("-", false),
    ])
    func `tells addresses from paths`(source: String, expected: Bool) {
        #expect(SourceDownload.isAddress(source) == expected)
    }

    @Test func `fetches through redirects and says what came`() async throws {
        let (outcome, text) = try await fetch(path: "/old") { connection, request in
            request.hasPrefix("GET /old ")
                ? connection.answer(301, headers: ["location: /new/alice.html"])
                : connection.answer(
                    headers: ["content-type: text/html; charset=utf-8"],
                    body: "<p>x"
                )
        }
        #expect(text == "<p>x")
        #expect(outcome.mediaType == "text/html")
        #expect(outcome.suggestedName == "alice.html")
        #expect(outcome.url.hasSuffix("/new/alice.html"))
        #expect(outcome.byteCount == 4)
    }

    @Test func `a source over the limit is refused`() async throws {
        let error = await #expect(throws: SourceError.self) {
            try await fetch(limit: 100) { connection, _ in
                connection.answer(body: String(repeating: "a", count: 200))
            }
        }
        #expect(error?.code == .unreadable)
        #expect(error?.hint == "download it yourself and give the file")
    }

    @Test(arguments: [404, 403, 500])
    func `an answer without success is no source`(status: Int) async throws {
        let error = await #expect(throws: SourceError.self) {
            try await fetch { connection, _ in connection.answer(status, body: "no") }
        }
        #expect(error?.code == .unreadable)
        #expect(error?.message.hasSuffix("the server answered \(status)") == true)
    }

    @Test func `an empty source is not valid`() async throws {
        let error = await #expect(throws: SourceError.self) {
            try await fetch { connection, _ in connection.answer() }
        }
        #expect(error?.code == .invalid)
    }

    @Test func `a server that is not there makes the source unreadable`() async throws {
        let download = SourceDownload(client: try HTTPClient())
        let error = await #expect(throws: SourceError.self) {
            try await download.fetch("http://no-such-host.invalid/a", to: "/nowhere")
        }
        #expect(error?.code == .unreadable)
    }
}
