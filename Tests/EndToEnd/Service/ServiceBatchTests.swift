import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

/// Batches on one account of the paid service.
@Suite(.serialized) struct ServiceBatchTests {
    private func shelf(
        _ names: [String],
        chapters: Int = 3,
        paragraphs: Int = 6,
        in service: Service
    ) throws -> [String] {
        try names.map { name in
            try service.write(
                NumberedBook.html(chapters: chapters, paragraphs: paragraphs, title: name)
                    .replacingOccurrences(of: "traveller", with: "\(name) traveller")
                    .replacingOccurrences(of: "Chapter", with: "The \(name) chapter"),
                as: "\(name).html"
            )
        }
    }

    /// The books of what was spoken, in the order of the answers.
    private func order(_ names: [String], in service: Service) async -> [String] {
        await service.spoken.filter { $0.cost > 0 }.compactMap { entry in
            names.first { entry.text.contains("\($0) traveller") }
        }
    }

    private func last(_ result: ProgramResult) throws -> NarrateTestSupport.JSON {
        let line = try #require(result.output.split(separator: "\n").last)
        return try NarrateTestSupport.JSON(Data(line.utf8))
    }

    @Test func `keeps the account's limit over all books, fairly`() async throws {
        try await Service.with({ options in
            options.fixedLatency = 0.3
            options.plan.concurrency = 4
        }) { service in
            let names = ["red", "green", "blue"]
            let books = try shelf(names, in: service)
            let result = try await runProgram(
                Narrate.path,
                ["batch", "--yes", "--words", "none"] + books,
                in: service.folder,
                environment: service.environment
            )
            #expect(result.code == 0, "\(result.error)")
            let journal = await service.journal
            #expect(journal.mostInFlight["standard"] == 4)
            // They are at work side by side: none is done before the last has begun.
            let spoken = await order(names, in: service)
            let starts = names.compactMap { spoken.firstIndex(of: $0) }
            let ends = names.compactMap { spoken.lastIndex(of: $0) }
            #expect(starts.count == 3)
            #expect(try #require(starts.max()) < (try #require(ends.min())))
            await service.forgetJournal()
            let again = try await runProgram(
                Narrate.path,
                ["batch", "--words", "none"] + books,
                in: service.folder,
                environment: service.environment
            )
            #expect(again.code == 0, "\(again.error)")
            #expect(await service.requests.isEmpty)
        }
    }

    @Test func `gives the slots to the first book where there is an order`() async throws {
        try await Service.with({ options in
            // Longer than a take is judged on a busy machine.
            options.fixedLatency = 0.4
            options.plan.concurrency = 2
        }) { service in
            // As long as each other: of takes that wait, the longest is judged first.
            let names = ["red", "tan"]
            _ = try shelf(names, in: service)
            let result = try await service.narrate(
                "batch",
                "red.html",
                "tan.html",
                "--yes",
                "--in-order",
                "--words",
                "none"
            )
            #expect(result.code == 0, "\(result.error)")
            let spoken = await order(names, in: service)
            #expect(spoken.count == 36)
            // The second gets what the first leaves while its takes are judged, and the end.
            func middle(_ name: String) -> Double {
                let places = spoken.indices.filter { spoken[$0] == name }
                return Double(places.reduce(0, +)) / Double(max(1, places.count))
            }
            #expect(middle("tan") > middle("red"))
        }
    }

    @Test func `spends no more than the budget over all books, and goes on the next night`()
        async throws
    {
        try await Service.with { service in
            _ = try shelf(["red", "green"], in: service)
            let first = try await service.narrate(
                "batch",
                ".",
                "--max-credits",
                "6000",
                "--words",
                "none",
                "--json"
            )
            #expect(first.code == 75, "\(first.error)")
            let spent = await service.journal.credits
            #expect(spent > 4000 && spent <= 6000)
            let summary = try last(first)
            #expect(summary.event.string == "batchFinished")
            #expect(summary.credits.integer == spent)
            #expect(summary.needsPerson.integer == 0)
            #expect(summary.goesOn.integer == 2)
            let second = try await service.narrate("batch", ".", "--yes", "--words", "none")
            #expect(second.code == 0, "\(second.error)")
            let spoken = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(spoken.map(\.text)).count == spoken.count)
        }
    }

    @Test func `wants to be told that it may spend`() async throws {
        try await Service.with { service in
            _ = try shelf(["red", "green"], in: service)
            let result = try await service.narrate("batch", ".")
            #expect(result.code == 64, "\(result.error)")
            #expect(result.error.contains("agree with --yes"))
            #expect(await service.spoken.isEmpty)
        }
    }

    @Test func `stops when its time is over, and goes on the next night`() async throws {
        try await Service.with({ $0.fixedLatency = 0.3 }) { service in
            _ = try shelf(["red", "green"], chapters: 4, paragraphs: 15, in: service)
            let first = try await service.narrate(
                "batch",
                ".",
                "--yes",
                "--words",
                "none",
                "--max-duration",
                "2s"
            )
            #expect(first.code == 75, "\(first.error)")
            #expect(first.error.contains("the time is over"))
            #expect(first.output.contains("goes on with the next start:"))
            let second = try await service.narrate("batch", ".", "--yes", "--words", "none")
            #expect(second.code == 0, "\(second.error)")
            let spoken = await service.spoken.filter { $0.cost > 0 }
            #expect(Set(spoken.map(\.text)).count == spoken.count)
        }
    }

    @Test func `tries once more at the end what was set aside`() async throws {
        let mark = FaultPlan.Mark(text: "marker 2 ", fault: .textRefused, times: 1)
        try await Service.with({ $0.faults.marked = [mark] }) { service in
            _ = try shelf(["red", "green"], chapters: 1, paragraphs: 3, in: service)
            let result = try await service.narrate("batch", ".", "--yes", "--words", "none")
            #expect(result.code == 0, "\(result.error)")
            #expect(result.error.contains("once more: "))
            #expect(result.output.hasPrefix("finished:"))
        }
    }

    @Test func `tells first what a person has to see to`() async throws {
        let mark = FaultPlan.Mark(text: "green traveller", fault: .textRefused, times: 99)
        try await Service.with({ $0.faults.marked = [mark] }) { service in
            _ = try shelf(["blue", "green", "red"], chapters: 1, paragraphs: 3, in: service)
            let result = try await service.narrate(
                "batch",
                ".",
                "--yes",
                "--words",
                "none",
                "--json"
            )
            #expect(result.code == 3, "\(result.error)")
            let summary = try last(result)
            #expect(summary.books[0].name.string == "green")
            #expect(summary.books[0].needsPerson.boolean == true)
            #expect(summary.books[0].setAside.integer == 3)
            #expect(summary.needsPerson.integer == 1)
            let events = try result.output.split(separator: "\n")
                .map { try NarrateTestSupport.JSON(Data($0.utf8)) }
            #expect(events.first?.event.string == "batchStarted")
            #expect(
                events.contains { $0.event.string == "takeRecorded" && $0.book.string == "red" }
            )
        }
    }
}
