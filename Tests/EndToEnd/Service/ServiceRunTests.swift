import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServiceRunTests {
    @Test func `records a book through the service, stitched, and pays its characters once`()
        async throws
    {
        try await Service.with { service in
            let book = try service.write(
                NumberedBook.html(chapters: 3, paragraphs: 4),
                as: "numbers.html"
            )
            let result = try await service.narrate(book, "--yes")
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output.contains("credits spent\n"))
            let script = try await service.narrate("script", book, "--json").json()
            let characters = script.chapters.list.flatMap(\.utterances.list)
                .reduce(0) { $0 + ($1.characters.integer ?? 0) }
            let journal = await service.journal
            #expect(journal.billedCharacters == characters)
            #expect(journal.overflows == 0)
            #expect((journal.mostInFlight["standard"] ?? 0) <= 5)
            #expect(await service.warnings == [])
            let status = try await service.narrate("status", "numbers.narrate", "--json").json()
            #expect(status.creditsSpent.integer == journal.credits)
            #expect(status.charactersBilled.integer == characters)
            // Told of the take before it, but at the chapters' beginnings and at seams, of which there
            // are no more than slots and chapters together.
            let bare = await service.spoken.filter { $0.strings("previous_request_ids").isEmpty }
            #expect(bare.count <= 3 + (5 + 3))
            for entry in await service.spoken {
                #expect(entry.body["model_id"]?.string == "eleven_multilingual_v2")
                #expect(entry.query["output_format"] == "mp3_44100_128")
            }
        }
    }

    @Test(arguments: [
        ("auto", true, true), ("ids", true, true), ("text", true, false), ("none", false, false),
    ])
    func `tells of neighbours what it is asked to`(
        choice: String,
        text: Bool,
        ids: Bool
    ) async throws {
        try await Service.with { service in
            let book = try service.write(
                NumberedBook.html(chapters: 1, paragraphs: 4),
                as: "numbers.html"
            )
            let manifest = try service.write(
                "source: numbers.html\nstitch: \(choice)\nconcurrency: 1\n",
                as: "narrate.yaml"
            )
            let options = choice == "ids" ? [manifest] : [book, "--stitch", choice]
            let result = try await runProgram(
                Narrate.path,
                ["synthesize"] + options + ["--yes", "--concurrency", "1"],
                in: service.folder,
                environment: service.environment
            )
            #expect(result.code == 0, "\(result.error)")
            let spoken = await service.spoken
            #expect(spoken.contains { $0.body["previous_text"] != nil } == text)
            #expect(spoken.contains { $0.body["next_text"] != nil } == text)
            #expect(spoken.contains { !$0.strings("previous_request_ids").isEmpty } == ids)
            #expect(await service.warnings == [])
        }
    }

    @Test func `tells a model that takes no neighbours of none`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--model", "eleven_v3")
            #expect(result.code == 0, "\(result.error)")
            for entry in await service.spoken {
                #expect(entry.body["previous_text"] == nil)
                #expect(entry.body["next_text"] == nil)
                #expect(entry.strings("previous_request_ids").isEmpty)
                #expect(entry.status == 200)
            }
        }
    }

    @Test func `lets the service keep nothing where that is asked for`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--no-retention")
            #expect(result.code == 0, "\(result.error)")
            for entry in await service.spoken {
                #expect(entry.query["enable_logging"] == "false")
                #expect(entry.body["previous_text"] == nil)
                #expect(entry.strings("previous_request_ids").isEmpty)
            }
            #expect(await service.warnings == [])
        }
    }

    @Test func `tells a take in the middle that is recorded again of those around it`()
        async throws
    {
        try await Service.with { service in
            let book = try service.write(
                NumberedBook.html(chapters: 1, paragraphs: 8),
                as: "numbers.html"
            )
            _ = try await service.narrate(book, "--yes")
            let first = await service.spoken
            let ids = first.sorted { Self.marker($0) < Self.marker($1) }.compactMap(\.requestID)
            await service.forgetJournal()
            _ = try await service.narrate(
                "retake",
                "numbers.narrate",
                "--chapter",
                "1",
                "--utterance",
                "5"
            )
            let again = try await service.narrate(book, "--yes")
            #expect(again.code == 0, "\(again.error)")
            let spoken = await service.spoken
            try #require(spoken.count == 1)
            #expect(spoken[0].strings("previous_request_ids") == Array(ids[1..<4]))
            #expect(spoken[0].strings("next_request_ids") == Array(ids[5..<8]))
            #expect(await service.warnings == [])
        }
    }

    /// The number in a sentence of the numbered book; 0 in its heading.
    private static func marker(_ entry: Journal.Entry) -> Int {
        let words = entry.text.split(separator: " ")
        guard let place = words.firstIndex(of: "marker") else { return 0 }
        return Int(words[place + 1]) ?? 0
    }

    @Test func `keeps the times of words where they are asked for`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--timestamps")
            #expect(result.code == 0, "\(result.error)")
            let spoken = await service.spoken
            #expect(spoken.allSatisfy { $0.path.hasSuffix("/with-timestamps") })
            let folder = "\(service.folder)/walk.narrate/takes"
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".words.json") }
            let texts = try files.map { file in
                let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
                return try NarrateTestSupport.JSON(data).words.list.compactMap(\.text.string)
                    .joined(separator: " ")
            }
            #expect(texts.count == spoken.count)
            #expect(Set(texts) == Set(spoken.map(\.text)))
            // They are no takes: the second run has nothing to do.
            let second = try await service.narrate(book, "--yes", "--timestamps")
            #expect(second.output.contains("nothing to do"), "\(second.error)")
        }
    }

    @Test func `never spends more than it may, counting what is in flight`() async throws {
        try await Service.with { service in
            let book = try service.write(
                NumberedBook.html(chapters: 4, paragraphs: 5),
                as: "numbers.html"
            )
            let stopped = try await service.narrate(book, "--max-credits", "2000")
            #expect(stopped.code == 75, "\(stopped.error)")
            #expect(stopped.error.contains("--max-credits 2000"))
            let spent = await service.journal.credits
            #expect((1500...2000).contains(spent))
            let finished = try await service.narrate(book, "--max-credits", "90000")
            #expect(finished.code == 0, "\(finished.error)")
            let all = await service.journal.credits
            let told = "\(all - spent) credits spent (\(all) on this book in all)"
            #expect(finished.output.replacing(",", with: "").contains(told), "\(finished.output)")
        }
    }

    @Test(arguments: [(Service.key, 5), ("", 6)])
    func `takes the width it is told where the plan does not say less`(
        key: String,
        slots: Int
    ) async throws {
        try await Service.with({ options in
            options.fixedLatency = 0.6
            if key.isEmpty {
                options.keys = []
                options.restrictedKeys = [Service.key]
                options.plan.concurrency = 15
            }
        }) { service in
            let book = try service.write(
                NumberedBook.html(chapters: 4, paragraphs: 5),
                as: "numbers.html"
            )
            let voice = "JBFqnCBsd6RMkjVDRZzb"
            let result = try await service.narrate(
                "synthesize",
                book,
                "--yes",
                "--concurrency",
                "6",
                "--voice",
                voice
            )
            #expect(result.code == 0, "\(result.error)")
            #expect(await service.journal.mostInFlight["standard"] == slots)
        }
    }
}
