import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct ElevenLabsDictionariesTests {
    private static let pls = """
        <?xml version="1.0" encoding="UTF-8"?>
        <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
          alphabet="ipa" xml:lang="en-GB">
          <lexeme><grapheme>Cholmondeley</grapheme><alias>Chumley</alias></lexeme>
          <lexeme><grapheme>UN</grapheme><alias>United Nations</alias></lexeme>
        </lexicon>
        """

    @Test func `uploads a lexicon, changes it and names its version in requests`() async throws {
        let fixture = try await StandInFixture()
        let made = try await fixture.engine.addDictionary(
            name: "names",
            file: "names.pls",
            content: Array(Self.pls.utf8)
        )
        #expect(made.ruleCount == 2)
        let rule = ElevenLabsRule(type: "alias", string_to_replace: "SQL", alias: "sequel")
        let changed = try await fixture.engine.addRules([rule], to: made.id)
        #expect(changed.ruleCount == 3)
        #expect(changed.version != made.version)
        let smaller = try await fixture.engine.removeRules(["UN", "SQL"], from: made.id)
        #expect(smaller.ruleCount == 1)

        var settings = ElevenLabsVoiceSettings().spelled
        settings[ElevenLabsLocator.settingName] = ElevenLabsLocator.setting([made.locator])
        let request = StandInFixture.request("Cholmondeley met the UN.", settings: settings)
        _ = try await fixture.record(request)
        let entry = try #require(await fixture.journal.last)
        #expect(entry.warnings.isEmpty)
        let item = try #require(await fixture.standIn.account.history.last)
        #expect(item.order.spoken == "Chumley met the United Nations.")
        #expect(item.order.text == "Cholmondeley met the UN.")
    }

    @Test func `lists dictionaries page by page, without those put out of use`() async throws {
        let fixture = try await StandInFixture()
        let rule = ElevenLabsRule(type: "alias", string_to_replace: "a", alias: "b")
        var ids: [String] = []
        for index in 0..<105 {
            let made = await fixture.standIn.account.addDictionary(
                name: "d\(index)",
                description: nil,
                rules: []
            )
            ids.append(made.id)
        }
        let last = try await fixture.engine.addDictionary(name: "last", rules: [rule])
        try await fixture.engine.archiveDictionary(ids[0])
        let listed = try await fixture.engine.dictionaries()
        #expect(listed.count == 105)
        #expect(listed.contains { $0.id == last.id && $0.ruleCount == 1 })
        #expect(!listed.contains { $0.id == ids[0] })
    }

    @Test func `a dictionary that is gone stops the run`() async throws {
        let fixture = try await StandInFixture()
        let rule = ElevenLabsRule(type: "alias", string_to_replace: "a", alias: "b")
        let made = try await fixture.engine.addDictionary(name: "x", rules: [rule])
        try await fixture.engine.archiveDictionary(made.id)
        var settings = ElevenLabsVoiceSettings().spelled
        settings[ElevenLabsLocator.settingName] = ElevenLabsLocator.setting([made.locator])
        let error = try await fixture.failure(StandInFixture.request(settings: settings))
        #expect(error.code == .notFound)
    }

    @Test func `settings carry dictionaries through the preflight`() async throws {
        let fixture = try await StandInFixture()
        let choice = VoiceChoice(settings: ["pronunciationDictionaries": "abc@def"])
        let session = try await fixture.engine.prepare(choice)
        #expect(session.template.settings["pronunciationDictionaries"] == "abc@def")
    }

    @Test(
        arguments: [
            (Lexeme.Pronunciation.alias("Chumley"), "alias", nil),
            (.phonemes("ˈtʃʌmli", alphabet: "ipa"), "phoneme", "ipa"),
            (.phonemes("CH AH1 M L IY0", alphabet: "x-cmu-arpabet"), "phoneme", "cmu-arpabet"),
        ] as [(Lexeme.Pronunciation, String, String?)]
    )
    func `lexemes become rules`(
        pronunciation: Lexeme.Pronunciation,
        type: String,
        alphabet: String?
    ) {
        let lexeme = Lexeme(graphemes: ["Cholmondeley", "Chol."], pronunciation: pronunciation)
        let rules = ElevenLabsRule.rules(for: lexeme, model: "eleven_flash_v2")
        #expect(rules.map(\.string_to_replace) == ["Cholmondeley", "Chol."])
        #expect(rules.allSatisfy { $0.type == type && $0.alphabet == alphabet })
    }

    @Test(arguments: [
        ("x-sampa", "eleven_flash_v2"),  // an alphabet the service can't read
        ("ipa", "eleven_multilingual_v2"),  // a model that would leave the word out
    ])
    func `phonemes nobody would speak become no rule`(alphabet: String, model: String) {
        let lexeme = Lexeme(
            graphemes: ["a"],
            pronunciation: .phonemes("a", alphabet: alphabet)
        )
        #expect(ElevenLabsRule.rules(for: lexeme, model: model).isEmpty)
    }

    @Test func `a dictionary is made once and found again by its name`() async throws {
        let fixture = try await StandInFixture()
        let rule = ElevenLabsRule(type: "alias", string_to_replace: "a", alias: "b")
        let made = try await fixture.engine.dictionary(named: "names-1a2b", rules: [rule])
        let again = try await fixture.engine.dictionary(named: "names-1a2b", rules: [rule])
        let other = try await fixture.engine.dictionary(named: "names-1a2b", rules: [rule, rule])
        #expect(again.locator == made.locator)
        #expect(other.id != made.id)
    }
}
