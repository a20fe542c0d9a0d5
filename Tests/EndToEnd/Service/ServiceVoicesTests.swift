import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

@Suite(.serialized) struct ServiceVoicesTests {
    private static let book = """
        <html lang="en"><head><title>A Quarrel</title></head><body>
        <h1>The Town</h1>
        <p>Siobhan came to the town at noon, and everybody saw her come.</p>
        <p>[[Anna]] Where have you been all day? [[]] Anna asked it of her softly.</p>
        <p>She called it a <i lang="fr">petite promenade</i> and laughed at them.</p>
        <h1>The Night</h1>
        <p>Nobody spoke a word of it, and the night went on and on, until the lamps were out and the street was dark.</p>
        <h1>The Morning</h1>
        <p>They slept until the bells of the town began to ring, and then they slept a little longer, as people do.</p>
        </body></html>
        """

    private static let manifest = """
        source: quarrel.html
        voice: Rachel
        voices:
          chapters: {2: Daniel}
          languages: {fr: Lily}
          speakers: {Anna: Sarah}
        """

    private static let lexicon = """
        <lexicon version="1.0" alphabet="ipa" xml:lang="en"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
        <lexeme><grapheme>Siobhan</grapheme><phoneme>ʃɪˈvɔːn</phoneme></lexeme>
        <lexeme><grapheme>bells</grapheme><phoneme>ʘʘ</phoneme></lexeme>
        </lexicon>
        """

    @Test func `each role is spoken by its voice, at the price that was planned`() async throws {
        try await Service.with { service in
            _ = try service.write(Self.book, as: "quarrel.html")
            let manifest = try service.write(Self.manifest, as: "narrate.yaml")
            let plan = try await service.narrate("plan", manifest, "--json").json()
            #expect(plan.voices.list.compactMap(\.voice.string).count == 4)
            let result = try await service.narrate(manifest, "--yes")
            #expect(result.code == 0, "\(result.error)")
            let spoken = await service.spoken
            let voices = Dictionary(grouping: spoken) {
                String($0.path.split(separator: "/").last ?? "")
            }
            #expect(voices["EXAVITQu4vr4xnSDxMaL"]?.map(\.text) == ["Where have you been all day?"])
            #expect(voices["pFZP5JQG7iQjIQuC4Bku"]?.map(\.text) == ["petite promenade"])
            #expect(voices["onwK4e9ZLuTAKqWW03F9"]?.count == 2)
            #expect(spoken.reduce(0) { $0 + $1.cost } == plan.estimatedCredits.integer)
            // What a voice is told of its neighbours, it says itself.
            for (voice, entries) in voices {
                let own = Set(entries.map(\.text))
                for entry in entries {
                    for name in ["previous_text", "next_text"] {
                        guard let told = entry.body[name]?.string else { continue }
                        #expect(own.contains(told), "\(voice): \(told)")
                    }
                }
            }
            #expect(await service.warnings == [])
            let again = try await service.narrate(manifest, "--yes")
            #expect(again.output.contains("nothing to do"), "\(again.error)")
        }
    }

    @Test func `a project keeps the engine and voice its takes were paid for with`() async throws {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "quarrel.html")
            let first = try await service.narrate(book, "--voice", "Daniel", "--yes")
            #expect(first.code == 0, "\(first.error)")
            let paid = await service.spoken.count
            let plan = try await service.narrate("plan", book, "--json").json()
            #expect(plan.engine.string == "elevenlabs")
            #expect(plan.toRecord.integer == 0)
            // A shell without the key records nothing with another voice, but masters what is there anew.
            let noKey = ["ELEVENLABS_API_KEY": ""]
            let finished = try await service.narrate(
                book,
                "--profile",
                "podcast",
                environment: noKey
            )
            #expect(finished.code == 0, "\(finished.error)")
            #expect(finished.error.contains("without the engine"))
            #expect(!finished.error.contains("sk_"))
            let wrongKey = ["ELEVENLABS_API_KEY": "sk_wrong"]
            #expect(try await service.narrate("check", book, environment: wrongKey).code == 0)
            _ = try service.write(Self.book + "<p>One more line to speak.</p>", as: "quarrel.html")
            let keyless = try await service.narrate(book, environment: noKey)
            #expect(keyless.code == 77)
            #expect(keyless.error.contains("ELEVENLABS_API_KEY"))
            _ = try service.write(Self.book, as: "quarrel.html")
            let other = try await service.narrate("plan", book, "--engine", "espeak", "--json")
            #expect(try other.json().toRecord.integer ?? 0 > 0)
            #expect(await service.spoken.count == paid)
        }
    }

    @Test func `a voice that is not there is refused before anything is spent`() async throws {
        try await Service.with { service in
            _ = try service.write(Self.book, as: "quarrel.html")
            let manifest = try service.write(
                Self.manifest.replacingOccurrences(of: "Sarah", with: "Nobody"),
                as: "narrate.yaml"
            )
            let result = try await service.narrate(manifest, "--yes")
            #expect(result.code == 77)
            #expect(result.error.contains("Nobody"))
            #expect(await service.spoken.isEmpty)
        }
    }

    @Test func `no tag is sent to a model that would drop the word, and it is said before`()
        async throws
    {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "quarrel.html")
            let names = try service.write(Self.lexicon, as: "names.pls")
            // Nobody agrees to the price: nothing is sent, and the words are named all the same.
            let asked = try await service.narrate(book, "--lexicon", names)
            #expect(asked.code == 64)
            #expect(asked.error.contains("Siobhan (shih-vawn)"))
            #expect(asked.error.contains("spoken as written: bells"))
            #expect(await service.spoken.isEmpty)
            let result = try await service.narrate(book, "--lexicon", names, "--yes")
            #expect(result.code == 0, "\(result.error)")
            let texts = await service.spoken.map(\.text)
            #expect(texts.contains { $0.hasPrefix("shih-vawn came") })
            #expect(!texts.contains { $0.contains("<") })
        }
    }

    @Test func `a model that takes tags is sent them, and only what they touch`() async throws {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "quarrel.html")
            let names = try service.write(Self.lexicon, as: "names.pls")
            let model = ["--model", "eleven_flash_v2"]
            let first = try await service.narrate(book, model[0], model[1], "--yes")
            #expect(first.code == 0, "\(first.error)")
            await service.forgetJournal()
            let diff = try await service.narrate(
                "script",
                book,
                model[0],
                model[1],
                "--lexicon",
                names,
                "--diff",
                "--json"
            ).json()
            #expect(diff.toRecord.integer == 2)
            let second = try await service.narrate(
                book,
                model[0],
                model[1],
                "--lexicon",
                names,
                "--yes"
            )
            #expect(second.code == 0, "\(second.error)")
            let spoken = await service.spoken
            #expect(spoken.count == 2)
            #expect(spoken.allSatisfy { $0.text.contains("<phoneme alphabet=\"ipa\" ph=") })
            // Half a credit for a character: each request is rounded by itself.
            let spent = spoken.reduce(0) { $0 + $1.cost }
            #expect(abs(spent - (diff.estimatedCredits.integer ?? 0)) <= 1)
        }
    }
}
