import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServiceLexiconTests {
    private static func lexicon(_ entries: [(String, String)]) -> String {
        let lexemes = entries.map { written, alias in
            "<lexeme><grapheme>\(written)</grapheme><alias>\(alias)</alias></lexeme>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
              alphabet="ipa" xml:lang="en">\(lexemes.joined())</lexicon>
            """
    }

    @Test func `uploads lexicons once, and names them where they apply`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let names = try service.write(
                Self.lexicon([("river", "stream"), ("hill", "mount")]),
                as: "names.pls"
            )
            let options = [book, "--yes", "--upload-lexicons", "--lexicon", names]
            func run() async throws -> ProgramResult {
                try await runProgram(
                    Narrate.path,
                    options,
                    in: service.folder,
                    environment: service.environment
                )
            }
            let result = try await run()
            #expect(result.code == 0, "\(result.error)")
            let dictionaries = await service.standIn.account.dictionaries
            #expect(dictionaries.count == 1)
            let spoken = await service.spoken
            for entry in spoken {
                let locators = entry.body["pronunciation_dictionary_locators"]?.array ?? []
                let isNamed = entry.text.contains("river") || entry.text.contains("hill")
                #expect(locators.count == (isNamed ? 1 : 0), "\(entry.text)")
                if let locator = locators.first {
                    #expect(locator["version_id"]?.string == dictionaries[0].versions[0].id)
                }
                // The text is sent as it is written.
                #expect(!entry.text.contains("stream"))
            }
            #expect(spoken.contains { $0.text.contains("river") })
            await service.forgetJournal()
            let second = try await run()
            #expect(second.output.contains("nothing to do"), "\(second.error)")

            // Another word for one of them: only what holds it is recorded again.
            _ = try service.write(
                Self.lexicon([("river", "brook"), ("hill", "mount")]),
                as: "names.pls"
            )
            await service.forgetJournal()
            let third = try await run()
            #expect(third.code == 0, "\(third.error)")
            let again = await service.spoken
            #expect(!again.isEmpty)
            #expect(again.allSatisfy { $0.text.contains("river") })
            #expect(await service.standIn.account.dictionaries.count == 2)
            #expect(await service.warnings == [])
        }
    }

    @Test func `refuses more lexicons than a request can name`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            var options = [book, "--yes", "--upload-lexicons"]
            for (number, word) in ["gate", "hill", "river", "home"].enumerated() {
                let file = try service.write(
                    Self.lexicon([(word, "thing")]),
                    as: "\(number).pls"
                )
                options += ["--lexicon", file]
            }
            let result = try await runProgram(
                Narrate.path,
                options,
                in: service.folder,
                environment: service.environment
            )
            #expect(result.code == 77, "\(result.error)")
            #expect(result.error.contains("4 pronunciation dictionaries"))
            #expect(await service.standIn.account.dictionaries.isEmpty)
        }
    }

    @Test func `makes no dictionary for a plan`() async throws {
        try await Service.with { service in
            let book = try service.write(SampleBook.html, as: "walk.html")
            let names = try service.write(Self.lexicon([("river", "stream")]), as: "names.pls")
            let result = try await service.narrate(
                "plan",
                book,
                "--upload-lexicons",
                "--lexicon",
                names
            )
            #expect(result.code == 0, "\(result.error)")
            #expect(await service.standIn.account.dictionaries.isEmpty)
        }
    }
}
