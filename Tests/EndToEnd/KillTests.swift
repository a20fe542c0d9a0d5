import Foundation
import NarrateTestSupport
import Testing

@Suite struct KillTests {
    /// Chapters enough for kills to fall into every stage.
    private static let book: String = {
        var page = "<html lang=\"en\"><head><title>Nine Days</title></head><body>"
        for day in 1...9 {
            page += "<h1>Day \(day)</h1>"
            for hour in 1...6 {
                page +=
                    "<p>On day \(day), at hour \(hour), the clock struck \(day * hour) times.</p>"
            }
        }
        return page + "</body></html>"
    }()

    @Test func `survives being killed at any moment`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(Self.book, as: "days.html", in: folder)
            let start = ContinuousClock.now
            let calm = try await Narrate.run(book, "--output", "\(folder)/calm")
            var whole = (ContinuousClock.now - start) / .seconds(1)
            #expect(calm.code == 0, "\(calm.error)")
            let expected = try FileState.contents(of: "\(folder)/calm/Nine Days", suffix: ".mp3")
            #expect(expected.count == 9)

            var kills = 0
            var rounds = 0
            while kills < 20 {
                // A finished book leaves nothing to be killed in: begin another one.
                let output = "\(folder)/hit-\(rounds)"
                rounds += 1
                let killed = try await Self.killUntilFinished(book, output: output, within: whole)
                kills += killed
                // The machine may be faster than it was while other tests ran.
                if killed < 3 { whole /= 2 }
                let hit = try FileState.contents(of: "\(output)/Nine Days", suffix: ".mp3")
                #expect(hit == expected)
                try #require(rounds < 20, "\(kills) kills")
            }
        }
    }

    /// Starts runs that are killed at some random moment until one finishes.
    ///
    /// `within`: seconds a run takes that nobody disturbs.
    /// - Returns: how many were killed.
    private static func killUntilFinished(
        _ book: String,
        output: String,
        within: Double
    ) async throws -> Int {
        var kills = 0
        while true {
            let finished = try takes(in: output)
            // Later runs of the same book are let live longer, or none would ever finish.
            let reach = min(1.3, 0.3 + 0.03 * Double(kills))
            let moment = "\(Double.random(in: 0.02...reach) * within)"
            let result = try await runProgram(
                "timeout",
                [
                    "--signal=KILL", moment, Narrate.path, book, "--output", output,
                    "--no-progress",
                ]
            )
            let after = try takes(in: output)
            // What was finished is there still, and is the very same file.
            #expect(finished.allSatisfy { after.contains($0) })
            guard result.code == 137 else {
                #expect(result.code == 0, "\(result.error)")
                return kills
            }
            kills += 1
            try #require(kills < 400)
        }
    }

    private static func takes(in output: String) throws -> Set<FileState> {
        let folder = "\(output)/days.narrate/takes"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileState.all(below: folder, except: [".part"])
    }
}
