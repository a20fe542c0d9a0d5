import Foundation
import NarrateModel
import Synchronization
import Testing

@testable import NarrateEngines

/// Calls that cost nothing are made again; those that cost, or change something, once.
@Suite(.timeLimit(.minutes(1))) struct ElevenLabsPatienceTests {
    /// Waits that were asked for, and how often the server was called.
    private final class Notes: Sendable {
        private let state = Mutex((waits: [Duration](), calls: 0))

        var waits: [Duration] { state.withLock(\.waits) }
        var calls: Int { state.withLock(\.calls) }

        func wait(_ duration: Duration) { state.withLock { $0.waits.append(duration) } }

        func call() -> Int {
            state.withLock { state in
                state.calls += 1
                return state.calls
            }
        }
    }

    /// An engine whose server fails some times before it answers.
    private func engine(
        failures: Int,
        status: Int = 503,
        headers: [String] = [],
        notes: Notes
    ) throws -> (engine: ElevenLabsEngine, server: LoopbackServer) {
        let server = try LoopbackServer { connection, _ in
            notes.call() <= failures
                ? connection.answer(status, headers: headers)
                : connection.answer(body: "[]")
        }
        let engine = ElevenLabsEngine(
            key: try ElevenLabsKey("k", baseURL: server.url),
            options: ElevenLabsOptions(baseURL: server.url),
            client: try HTTPClient(),
            pause: { notes.wait($0) }
        )
        return (engine, server)
    }

    @Test(arguments: [503, 429, 500, 502])
    func `reading calls outlast a short outage`(status: Int) async throws {
        let notes = Notes()
        let (engine, server) = try engine(failures: 3, status: status, notes: notes)
        let models = try await engine.models()
        withExtendedLifetime(server) { #expect(models.isEmpty) }
        #expect(notes.waits == [.milliseconds(400), .milliseconds(1200), .seconds(3)])
    }

    @Test func `patience ends`() async throws {
        let notes = Notes()
        let (engine, server) = try engine(failures: 9, notes: notes)
        let error = await #expect(throws: EngineError.self) { try await engine.models() }
        withExtendedLifetime(server) { #expect(error?.code == .unavailable) }
        #expect(notes.calls == 4)
    }

    @Test(arguments: [(10, [Duration.seconds(10)]), (3600, [])])
    func `a wish to wait is granted within reason`(seconds: Int, expected: [Duration]) async throws
    {
        let notes = Notes()
        let (engine, server) = try engine(
            failures: 1,
            headers: ["retry-after: \(seconds)"],
            notes: notes
        )
        _ = try? await engine.models()
        withExtendedLifetime(server) { #expect(notes.waits == expected) }
    }

    @Test(arguments: [401, 404, 422])
    func `what will not get better is not repeated`(status: Int) async throws {
        let notes = Notes()
        let (engine, server) = try engine(failures: 9, status: status, notes: notes)
        _ = try? await engine.models()
        withExtendedLifetime(server) { #expect(notes.calls == 1) }
    }

    @Test func `a request that costs is made once`() async throws {
        let notes = Notes()
        let (engine, server) = try engine(failures: 9, notes: notes)
        await #expect(throws: EngineError.self) {
            try await engine.record(
                StandInFixture.request(),
                context: .none,
                to: "/no/such/folder/take"
            )
        }
        withExtendedLifetime(server) { #expect(notes.calls == 1) }
    }

    @Test func `a change is made once`() async throws {
        let notes = Notes()
        let (engine, server) = try engine(failures: 9, notes: notes)
        await #expect(throws: EngineError.self) { try await engine.archiveDictionary("x") }
        withExtendedLifetime(server) { #expect(notes.calls == 1) }
    }

    @Test func `a server without the newer list of voices has the older one`() async throws {
        let server = try LoopbackServer { connection, request in
            request.hasPrefix("GET /v1/voices ")
                ? connection.answer(
                    body:
                        #"{"voices":[{"voice_id":"a","name":"Anna"},{"voice_id":"b","name":"Bob"}]}"#
                )
                : connection.answer(404, body: #"{"detail":"Not Found"}"#)
        }
        let engine = ElevenLabsEngine(
            key: try ElevenLabsKey("k", baseURL: server.url),
            options: ElevenLabsOptions(baseURL: server.url),
            client: try HTTPClient()
        )
        #expect(try await engine.voices().map(\.id) == ["a", "b"])
        #expect(try await engine.voices(matching: "bo").map(\.id) == ["b"])
    }
}
