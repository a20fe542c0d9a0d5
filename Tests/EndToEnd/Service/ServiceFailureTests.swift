import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServiceFailureTests {
    /// A refusal that ends the run: its fault, exit code and what people are told.
    struct Ending: Sendable, CustomTestStringConvertible {
        var fault: Fault
        var code: Int32
        var words: [String]

        var testDescription: String { fault.rawValue }
    }

    @Test(arguments: [
        Ending(fault: .quotaOld, code: 75, words: ["needs 43 credits", "renew on 20"]),
        Ending(fault: .quotaNew, code: 75, words: ["needs 43 credits", "can be resumed"]),
        Ending(fault: .unusual, code: 77, words: ["free plan", "another network"]),
        Ending(fault: .payment, code: 77, words: ["plan does not allow", "premade voice"]),
        Ending(
            fault: .invalid,
            code: 70,
            words: ["broke the schema", "body.text", "bug in narrate"]
        ),
    ])
    func `stops at a refusal that no patience helps against`(ending: Ending) async throws {
        try await Service.with({ $0.faults.script = [nil, nil, ending.fault] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--concurrency", "1")
            #expect(result.code == ending.code, "\(result.error)")
            for words in ending.words { #expect(result.error.contains(words), "\(result.error)") }
            // Nothing is sent after the refusal, and what was recorded is not lost.
            #expect(await service.spoken.count == 3)
            let again = try await service.narrate(book, "--yes")
            #expect(again.code == 0, "\(again.error)")
            let spoken = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(spoken.map(\.text)).count == spoken.count)
        }
    }

    @Test(arguments: [
        Fault.concurrency, .busy, .rate, .crash, .wentWrong, .html502, .html503, .maintenance,
        .blank500, .slowStart, .largeTag,
    ])
    func `gets over trouble that passes, at no cost`(fault: Fault) async throws {
        try await Service.with({ $0.faults.script = [nil, fault, nil, fault] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes")
            #expect(result.code == 0, "\(result.error)")
            let billed = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(billed.map(\.text)).count == billed.count)
        }
    }

    @Test(arguments: [
        Fault.dropped, .cut, .truncated, .emptyBody, .jsonBody, .htmlBody,
    ])
    func `fetches an answer that was paid and lost instead of paying again`(fault: Fault)
        async throws
    {
        try await Service.with({ $0.faults.script = [nil, fault, nil, fault] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes")
            #expect(result.code == 0, "\(result.error)")
            let billed = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(billed.map(\.text)).count == billed.count)
            #expect(await service.requests.contains { $0.path.hasSuffix("/audio") })
            #expect(result.output.contains("2 answers that had been paid and lost were fetched"))
            // What libcurl calls it says nothing to people.
            #expect(!result.error.contains("callback"))
        }
    }

    @Test func `pays nothing twice when it is killed with requests in flight`() async throws {
        // Until it is killed, some are always in flight, however slowly it starts.
        try await Service.with({ $0.fixedLatency = 1.5 }) { service in
            let book = try service.write(
                NumberedBook.html(chapters: 4, paragraphs: 4),
                as: "numbers.html"
            )
            let killed = try await runProgram(
                "timeout",
                ["--signal=KILL", "2.4", Narrate.path, book, "--yes"],
                in: service.folder,
                environment: service.environment
            )
            #expect(killed.code == 137)
            let status = try await service.narrate("status", "numbers.narrate").output
            #expect(status.contains("characters were asked whose answers were lost"), "\(status)")
            let again = try await service.narrate(book, "--yes")
            #expect(again.code == 0, "\(again.error)")
            let billed = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(billed.map(\.text)).count == billed.count)
        }
    }

    @Test func `tries a stitched request that crashes the service once more without ids`()
        async throws
    {
        try await Service.with({ $0.faults.probabilities = [.stitchedCrash: 1] }) { service in
            let book = try service.write(
                NumberedBook.html(chapters: 1, paragraphs: 3),
                as: "numbers.html"
            )
            let result = try await service.narrate(book, "--yes", "--concurrency", "1")
            #expect(result.code == 0, "\(result.error)")
            let spoken = await service.spoken
            #expect(spoken.map(\.status) == [200, 500, 200, 500, 200, 500, 200])
            for (crash, retry) in zip(spoken.dropFirst(), spoken.dropFirst(2))
            where crash.status == 500 {
                #expect(retry.text == crash.text)
                #expect(!crash.strings("previous_request_ids").isEmpty)
                #expect(retry.strings("previous_request_ids").isEmpty)
                #expect(retry.body["previous_text"] != nil)
            }
        }
    }

    @Test func `sets a text aside that the service refuses, and tries it again the next time`()
        async throws
    {
        let mark = FaultPlan.Mark(text: "river", fault: .textRefused, times: 1)
        try await Service.with({ $0.faults.marked = [mark] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes")
            #expect(result.code == 3, "\(result.error)")
            #expect(result.error.contains("set aside: the text was refused"))
            #expect(result.output.contains("1 utterance set aside"))
            #expect(result.output.contains("chapter 2, utterance 2: the text was refused"))
            let again = try await service.narrate(book, "--yes")
            #expect(again.code == 0, "\(again.error)")
        }
    }

    @Test func `gives up on a service that fails at everything, and goes on later`()
        async throws
    {
        try await Service.with({ $0.faults.probabilities = [.busy: 1] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--patience", "1")
            #expect(result.code == 69, "\(result.error)")
            #expect(result.error.contains("the service is busy"))
            #expect(result.error.contains("run again to go on where this stopped"))
            #expect(await service.spoken.count < 60)
            await service.standIn.account.setFaults(FaultPlan())
            let again = try await service.narrate(book, "--yes")
            #expect(again.code == 0, "\(again.error)")
        }
    }

    @Test func `says that a service can't be reached`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            // The port of discard, where nobody listens.
            let address = ["ELEVENLABS_BASE_URL": "http://127.0.0.1:9"]
            let result = try await service.narrate(book, "--yes", environment: address)
            #expect(result.code == 69, "\(result.error)")
            #expect(result.error.contains("could not reach 127.0.0.1:9"))
        }
    }

    @Test func `honours the time the service asks to wait`() async throws {
        let faults = [nil, Fault.busy]
        try await Service.with({
            $0.faults.script = faults
            $0.retryAfter = 1
        }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--concurrency", "1")
            #expect(result.code == 0, "\(result.error)")
            let spoken = await service.spoken
            let refused = try #require(spoken.firstIndex { $0.status == 429 })
            #expect(spoken[refused + 1].time - spoken[refused].time >= 1)
        }
    }

    @Test func `finishes a book through every kind of trouble without paying twice`() async throws {
        let faults: [Fault] = [
            .concurrency, .busy, .rate, .crash, .wentWrong, .html502, .html503, .maintenance,
            .blank500, .stitchedCrash, .dropped, .cut, .truncated, .emptyBody, .jsonBody,
            .htmlBody, .largeTag,
        ]
        try await Service.with({ options in
            options.fixedLatency = 0.02
            for fault in faults { options.faults.probabilities[fault] = 0.2 / Double(faults.count) }
        }) { service in
            let book = try service.write(
                NumberedBook.html(chapters: 4, paragraphs: 12),
                as: "numbers.html"
            )
            let result = try await service.narrate(book, "--yes")
            #expect(result.code == 0, "\(result.error)")
            let script = try await service.narrate("script", book, "--json").json()
            let characters = script.chapters.list.flatMap(\.utterances.list)
                .reduce(0) { $0 + ($1.characters.integer ?? 0) }
            let journal = await service.journal
            #expect(Double(journal.billedCharacters) <= 1.01 * Double(characters))
            #expect(journal.overflows == 0)
            #expect((journal.mostInFlight["standard"] ?? 0) <= 5)
            try expectNoKey(below: service.folder, in: result)
        }
    }

    /// Everything that was written or said is without the key.
    private func expectNoKey(below folder: String, in result: ProgramResult) throws {
        #expect(!result.output.contains(Service.key))
        #expect(!result.error.contains(Service.key))
        let key = Data(Service.key.utf8)
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let file = "\(folder)/\(path)"
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            let bytes = try Data(contentsOf: URL(filePath: file))
            #expect(bytes.range(of: key) == nil, "\(path)")
        }
    }

    @Test func `says that the budget left no room to record a failed take again`() async throws {
        let mark = FaultPlan.Mark(text: "river", fault: .silence, times: 99)
        try await Service.with({ $0.faults.marked = [mark] }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let plan = try await service.narrate("plan", book, "--json")
            let credits = try #require(try plan.json().billableCharacters.integer)
            let budget = credits + 10
            let result = try await service.narrate(book, "--max-credits", "\(budget)")
            #expect(result.code == 3, "\(result.error)")
            #expect(
                result.error.contains(
                    "--max-credits \(budget) left no room for another take of an utterance"
                ),
                "\(result.error)"
            )
            #expect(await service.journal.credits == credits)
        }
    }
}
