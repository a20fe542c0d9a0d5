import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServiceSharingTests {
    @Test func `shares the account's limit fairly between two runs`() async throws {
        try await Service.with({ options in
            options.fixedLatency = 0.15
            options.plan.concurrency = 4
        }) { service in
            let books = try ["odd", "even"].map { name in
                try service.write(
                    NumberedBook.html(chapters: 3, paragraphs: 10, title: name)
                        .replacingOccurrences(of: "traveller", with: "\(name) traveller"),
                    as: "\(name).html"
                )
            }
            async let one = service.narrate("synthesize", books[0], "--yes")
            async let other = service.narrate("synthesize", books[1], "--yes")
            let results = try await [one, other]
            for result in results { #expect(result.code == 0, "\(result.error)") }
            let journal = await service.journal
            #expect((journal.mostInFlight["standard"] ?? 0) <= 4)
            // While both were at work, neither was starved.
            let answered = await service.spoken.filter { $0.cost > 0 }
            let isOdd = answered.map { $0.text.contains("odd traveller") }
            let isEven = answered.map { $0.text.contains("even traveller") }
            let start = max(isOdd.firstIndex(of: true) ?? 0, isEven.firstIndex(of: true) ?? 0)
            let end = min(isOdd.lastIndex(of: true) ?? 0, isEven.lastIndex(of: true) ?? 0)
            try #require(start < end, "they were not at work side by side")
            let both = isOdd[start...end].count { $0 }
            let share = Double(both) / Double(end - start + 1)
            #expect((0.25...0.75).contains(share), "\(both) of \(end - start + 1)")
        }
    }
}
