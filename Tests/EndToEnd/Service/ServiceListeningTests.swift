import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

/// The service listens to its own takes, and is paid for it.
@Suite(.serialized) struct ServiceListeningTests {
    /// Ten paragraphs of two sentences, each a take.
    private static let book: String = {
        let paragraphs = (1...10).map { number in
            "<p>Marker \(number) stood at the side of the long road to the hills. The traveller read "
                + "what somebody had carved there before the bridge was built.</p>"
        }
        return "<html lang=\"en\"><head><title>Markers</title></head><body><h1>The Road</h1>"
            + paragraphs.joined() + "</body></html>"
    }()

    /// The ninth paragraph lacks its last sentence, once.
    private static func with(_ body: (Service) async throws -> Void) async throws {
        try await Service.with { options in
            options.faults.marked = [
                .init(text: "Marker 9 ", fault: .missingSentence, times: 1)
            ]
        } _: {
            try await body($0)
        }
    }

    @Test(arguments: [("elevenlabs", "speech-to-text"), ("alignment", "forced-alignment")])
    func `what is missing in a take is heard, and recorded again`(
        words: String,
        call: String
    ) async throws {
        try await Self.with { service in
            let book = try service.write(Self.book, as: "markers.html")
            let result = try await service.narrate(
                book,
                "--words",
                words,
                "--concurrency",
                "1",
                "--yes",
                "--json"
            )
            #expect(result.code == 0, "\(result.error)")
            let events = result.output.split(separator: "\n")
            let rejected = events.filter { $0.contains("\"takeRejected\"") }
            #expect(rejected.count == 1, "\(rejected)")
            let speech = await service.spoken.count
            let listened = await service.requests.count { $0.path.hasSuffix(call) }
            #expect(speech == 12)
            #expect(listened == speech)
            #expect(await service.warnings == [])
            // The service does not say what listening costs: counted as its smallest plan counts it.
            let accounts = try await service.narrate("status", "markers.narrate", "--json").json()
            let billed = try #require(accounts.creditsSpent.integer)
            let finished = try JSON(Data(try #require(events.last).utf8))
            #expect(finished.creditsOfRun.integer == billed)
            let charged = await service.journal.credits
            #expect(billed > (await service.spoken.map(\.cost).reduce(0, +)))
            #expect((0...listened).contains(charged - billed), "\(charged) \(billed)")
            let chapters = accounts.chapters.list
            #expect(
                chapters.compactMap { $0.account.credits.billed.integer }.reduce(0, +) == billed
            )
        }
    }

    @Test func `a plan tells what listening will cost`() async throws {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "markers.html")
            let deaf = try await service.narrate("plan", book, "--json").json()
            let plan = try await service.narrate("plan", book, "--words", "elevenlabs", "--json")
                .json()
            let listening = try #require(plan.listeningCredits.integer)
            #expect(deaf.listeningCredits.integer == 0)
            // Some 1,300 characters are a minute and a half, of 40 credits each.
            #expect((30...120).contains(listening))
            let credits = try #require(deaf.estimatedCredits.integer)
            #expect(plan.estimatedCredits.integer == credits + listening)
            let text = try await service.narrate("plan", book, "--words", "elevenlabs").output
            #expect(text.contains("\(listening) of them for listening"))
        }
    }

    @Test(arguments: [["run"], ["batch"]])
    func `listening to a free engine is paid only when somebody agreed`(
        command: [String]
    ) async throws {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "markers.html")
            let arguments =
                command + [book, "--engine", "command", "--words", "elevenlabs", "--json"]
            let free = ["NARRATE_COMMAND": "espeak-ng --stdin -w {output}"]
            let result = try await runProgram(
                Narrate.path,
                arguments,
                in: service.folder,
                environment: service.environment.merging(free) { $1 }
            )
            #expect(result.code == 64, "\(result.output) \(result.error)")
            #expect(result.error.contains("nobody can be asked"), "\(result.error)")
            #expect(await service.journal.credits == 0)
            let agreed = try await runProgram(
                Narrate.path,
                arguments + ["--yes"],
                in: service.folder,
                environment: service.environment.merging(free) { $1 }
            )
            #expect(agreed.code == 0, "\(agreed.output) \(agreed.error)")
            #expect(await service.journal.credits > 0)
        }
    }

    @Test func `who is not there to listen does not end the run`() async throws {
        try await Service.with { options in
            options.restrictedKeys = [Service.key]
        } _: { service in
            let book = try service.write(Self.book, as: "markers.html")
            let result = try await service.narrate(
                book,
                "--words",
                "elevenlabs",
                "--voice",
                "JBFqnCBsd6RMkjVDRZzb",
                "--yes"
            )
            #expect(result.code == 0, "\(result.error)")
            #expect(result.error.contains("nobody listens to words any more"))
            // As many takes as are listened to at once.
            let asked = await service.requests.count { $0.path.hasSuffix("speech-to-text") }
            #expect((1...max(1, ProcessInfo.processInfo.activeProcessorCount / 2)).contains(asked))
        }
    }
}
