import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServicePreflightTests {
    /// Something that is found out before the first credit is spent.
    struct Obstacle: Sendable, CustomTestStringConvertible {
        var options: [String]
        var code: Int32
        var words: [String]
        var key = Service.key
        var tier = "creator"
        var used = 0

        var testDescription: String { words.joined(separator: ", ") }
    }

    @Test(arguments: [
        Obstacle(options: [], code: 77, words: ["key is refused"], key: "sk_wrong"),
        Obstacle(
            options: [],
            code: 77,
            words: ["id of an API key"],
            key: String(repeating: "0123456789abcdef", count: 4)
        ),
        Obstacle(options: ["--voice", "Nobody"], code: 77, words: ["no voice 'Nobody'"]),
        Obstacle(
            options: ["--voice", "Rachel"],
            code: 77,
            words: ["shared library", "premade"],
            tier: "free"
        ),
        Obstacle(options: ["--model", "eleven_none"], code: 77, words: ["no model 'eleven_none'"]),
        Obstacle(
            options: ["--output-format", "pcm_44100"],
            code: 77,
            words: ["needs the plan Pro"]
        ),
        Obstacle(options: ["--output-format", "opus"], code: 77, words: ["mp3_44100_128"]),
        Obstacle(
            options: [],
            code: 75,
            words: ["are missing", "renew on", "--max-credits 10"],
            used: 99_990
        ),
    ])
    func `finds out what can't work before anything is spent`(obstacle: Obstacle) async throws {
        try await Service.with({ options in
            options.plan = CatalogPlan.named(obstacle.tier) ?? options.plan
            options.creditsUsed = obstacle.used
        }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await runProgram(
                Narrate.path,
                [book, "--yes"] + obstacle.options,
                in: service.folder,
                environment: service.environment.merging(["ELEVENLABS_API_KEY": obstacle.key]) {
                    $1
                }
            )
            #expect(result.code == obstacle.code, "\(result.error)")
            for words in obstacle.words {
                #expect(result.error.contains(words), "\(result.error)")
            }
            #expect(result.error.split(separator: "\n").count == 1)
            #expect(await service.spoken.isEmpty)
        }
    }

    @Test func `is not stopped by a key that may do nothing but speak`() async throws {
        try await Service.with({ options in
            options.keys = []
            options.restrictedKeys = [Service.key]
        }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let voice = "JBFqnCBsd6RMkjVDRZzb"
            let result = try await service.narrate(book, "--yes", "--voice", voice)
            #expect(result.code == 0, "\(result.error)")
        }
    }

    @Test func `spends nothing that nobody agreed to`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book)
            #expect(result.code == 64, "\(result.error)")
            #expect(result.error.contains("--yes"))
            #expect(await service.spoken.isEmpty)
            let plan = try await service.narrate("plan", book, "--json")
            #expect(plan.code == 0, "\(plan.error)")
            let document = try plan.json()
            #expect(document.creditsLeft.integer == 100_000)
            #expect((document.estimatedCredits.integer ?? 0) > 200)
            #expect(await service.spoken.isEmpty)
        }
    }

    @Test(arguments: [("auto", "creator", "mp3_44100_192"), ("auto", "pro", "pcm_44100")])
    func `takes the best format the plan allows`(
        wanted: String,
        tier: String,
        expected: String
    ) async throws {
        try await Service.with({ $0.plan = CatalogPlan.named(tier) ?? $0.plan }) { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--output-format", wanted)
            #expect(result.code == 0, "\(result.error)")
            #expect(await service.spoken.allSatisfy { $0.query["output_format"] == expected })
        }
    }

    @Test(arguments: ["--key-file", "--key-command", "NARRATE_KEY_FILE", "NARRATE_KEY_COMMAND"])
    func `reads the key from where it is kept`(place: String) async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let file = try service.write("\n  \(Service.key)\nsecond line\n", as: "the key")
            let isCommand = place.lowercased().hasSuffix("command")
            let value = isCommand ? "cat '\(file)'" : file
            var environment = ["ELEVENLABS_BASE_URL": service.standIn.url]
            var arguments = [book, "--yes"]
            if place.hasPrefix("--") {
                arguments += [place, value]
            } else {
                environment[place] = value
            }
            let result = try await runProgram(
                Narrate.path,
                arguments,
                in: service.folder,
                environment: environment
            )
            #expect(result.code == 0, "\(result.error)")
            #expect(await service.spoken.isEmpty == false)
        }
    }

    @Test(arguments: [
        ("false", "failed"), ("no-such-program-anywhere", "was not found"),
        ("true", "gives nothing"),
        // No shell: the dollar sign and the semicolon are part of the name.
        ("echo sk_$HOME;exit", "key is refused"),
    ])
    func `says what is wrong with a key command without repeating what it prints`(
        command: String,
        words: String
    ) async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let result = try await service.narrate(book, "--yes", "--key-command", command)
            #expect(result.code == 77, "\(result.error)")
            #expect(result.error.contains(words), "\(result.error)")
            #expect(!result.error.contains("HOME"))
        }
    }

    @Test func `lists voices and models that pass filters`() async throws {
        try await Service.with { service in
            func names(_ arguments: [String]) async throws -> [String] {
                let result = try await runProgram(
                    Narrate.path,
                    arguments + ["--json"],
                    environment: service.environment
                )
                #expect(result.code == 0, "\(result.error)")
                let document = try result.json()
                return (document.voices.list + document.models.list).compactMap(\.name.string)
            }
            let cases: [([String], [String])] = [
                (["voices", "--search", "lily"], ["Lily - Velvety Actress"]),
                (["voices", "--gender", "male"], ["George", "Daniel"]),
                (["voices", "--category", "professional"], ["Rachel"]),
                (["voices", "--language", "de"], []),
                (["models", "--search", "v2.5"], ["Eleven Flash v2.5", "Eleven Turbo v2.5"]),
            ]
            for (arguments, expected) in cases {
                let found = try await names(arguments)
                #expect(found == expected, "\(arguments)")
            }
            let all = try await names(["voices", "--language", "en"])
            #expect(all.count == 5)
            let hungarian = try await names(["models", "--language", "hu"])
            #expect(hungarian.contains("Eleven Flash v2.5"))
            #expect(!hungarian.contains("Eleven Multilingual v2"))
            #expect(await service.requests.contains { $0.query["search"] == "lily" })
        }
    }
}
