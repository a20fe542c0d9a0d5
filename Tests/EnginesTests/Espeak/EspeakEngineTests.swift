import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct EspeakEngineTests {
    private let engine = EspeakEngine(concurrency: 4)

    private func record(
        _ text: String,
        choice: VoiceChoice = VoiceChoice(language: "en"),
        language: String? = nil
    ) async throws -> Data {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var request = try await engine.prepare(choice).template
        request.text = text
        request.language = language
        let path = try folder.emptyFile()
        let delivery = try await engine.record(request, context: .none, to: path)
        #expect(delivery.fileExtension == "wav")
        return try Data(contentsOf: URL(filePath: path))
    }

    @Test(arguments: [
        (VoiceChoice(language: "en-GB"), "en-gb"),
        (VoiceChoice(language: "en-US"), "en-us"),
        (VoiceChoice(language: "en-AU"), "en-gb"),  // no Australian voice: the best English one
        (VoiceChoice(language: "pt-BR"), "pt-br"),
        (VoiceChoice(language: "pt"), "pt"),
        (VoiceChoice(language: "zh-Hans-CN"), "cmn"),
        (VoiceChoice(language: "es-AR"), "es-419"),
        (VoiceChoice(language: "de-AT"), "de"),
        (VoiceChoice(), "en-gb"),
        (VoiceChoice(voice: "en-us+f3", language: "de"), "en-us+f3"),
        (VoiceChoice(voice: "+F3", language: "de"), "de+f3"),
        (VoiceChoice(voice: "English (America)"), "en-us"),
        (VoiceChoice(voice: "Portuguese_(Brazil)"), "pt-br"),
        (VoiceChoice(voice: "no"), "nb"),
    ])
    func `finds the voice for a choice`(choice: VoiceChoice, voice: String) async throws {
        let session = try await engine.prepare(choice)
        #expect(session.template.voice == voice)
        #expect(session.template.engineVersion.first?.isNumber == true)
        #expect(session.stitching == .none)
    }

    @Test func `names near voices when one does not exist`() async throws {
        let error = try await #require(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice(voice: "en-gp"))
        }
        #expect(error.code == .notFound)
        #expect(error.description.contains("'en-gb'"))
        let variant = try await #require(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice(voice: "en-us+f33"))
        }
        #expect(variant.code == .notFound)
        #expect(variant.description.contains("'en-us+f3'"))
    }

    @Test func `refuses a language it does not speak`() async throws {
        let error = try await #require(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice(language: "xx-YY"))
        }
        #expect(error.code == .notFound)
        #expect(error.message.contains("xx-YY"))
    }

    @Test(arguments: [
        VoiceChoice(settings: ["tone": "1"]),
        VoiceChoice(settings: ["speed": "fast"]),
        VoiceChoice(settings: ["speed": "20"]),
        VoiceChoice(settings: ["volume": "150"]),
        VoiceChoice(settings: ["phonemes": "perhaps"]),
        VoiceChoice(outputFormat: "mp3_44100_128"),
    ])
    func `refuses settings and formats it does not know`(choice: VoiceChoice) async throws {
        let error = try await #require(throws: EngineError.self) {
            try await engine.prepare(choice)
        }
        #expect(error.code == .refused)
        #expect(error.hint != nil)
    }

    @Test func `speaks as fast, high and loud as it is told`() async throws {
        func spoken(_ settings: [String: String]) async throws -> Data {
            let choice = VoiceChoice(language: "en", settings: settings)
            return try await record("The rain in Spain stays mainly in the plain.", choice: choice)
        }
        let plain = try await spoken([:])
        let fast = try await spoken(["speed": "330"])
        let slow = try await spoken(["wordGap": "20"])
        #expect(fast.count < plain.count * 7 / 10)
        #expect(slow.count > plain.count)
        #expect(try await spoken(["pitch": "90"]) != plain)
        #expect(try await spoken(["volume": "10"]) != plain)
        #expect(try await spoken(["speed": "165", "volume": "40"]) == plain)
    }

    @Test func `says how to install a program that is missing`() async throws {
        let engine = EspeakEngine(executable: "/nowhere/espeak-ng", concurrency: 1)
        let error = try await #require(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice())
        }
        #expect(error.code == .notInstalled)
        #expect(error.hint?.contains("apt-get install espeak-ng") == true)
    }

    @Test func `writes a WAV file whose sizes are true`() async throws {
        let data = [UInt8](try await record("It was a bright cold day in April."))
        #expect(data.starts(with: Array("RIFF".utf8)))
        func size(at offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(data[offset + $1]) << (8 * $1) }
        }
        #expect(size(at: 4) == data.count - 8)
        #expect(size(at: 40) == data.count - 44)
        #expect(size(at: 24) == 22_050)
        #expect(size(at: 40) > 22_050)
    }

    @Test(arguments: [
        ("-v de Hello", "v de Hello"),  // a leading dash is no option
        ("Press [[Enter]] now", "Press [ [Enter] ] now"),  // no phonemes
        ("One\u{1}80A two", "One 80A two"),  // no embedded command
        ("a <b>bold</b> word", "a < b > bold < / b > word"),  // no mark-up
    ])
    func `speaks text that looks like a command as text`(text: String, plain: String) async throws {
        let spoken = try await record(text)
        let reference = try await record(plain)
        #expect(abs(spoken.count - reference.count) < reference.count / 10)
    }

    @Test func `reads phonemes where they are meant`() async throws {
        let choice = VoiceChoice(language: "en-us", settings: ["phonemes": "on"])
        let spoken = try await record("[[tSVmli]]", choice: choice)
        let spelt = try await record("tSVmli", choice: choice)
        #expect(spoken.count < spelt.count)
    }

    @Test func `reports a text without anything to speak`() async throws {
        await #expect(throws: EngineError.self) { try await record("") }
    }

    @Test func `speaks a passage in its own language`() async throws {
        let german = VoiceChoice(language: "de")
        let reference = try await record("Guten Tag, mein Herr.", choice: german)
        #expect(try await record("Guten Tag, mein Herr.", language: "de-DE") == reference)
        #expect(try await record("Guten Tag, mein Herr.") != reference)
        // The book's own language keeps the book's own voice.
        let american = VoiceChoice(voice: "en-us")
        #expect(
            try await record("Good day.", choice: american, language: "en")
                == record("Good day.", choice: american)
        )
    }

    @Test func `gives the same bytes for the same request, also in parallel`() async throws {
        let texts = (1...40).map {
            "Utterance \($0). The rain fell, \($0 * 37) drops of it, on roof \($0)."
        }
        let alone = try await withThrowingTaskGroup(of: (Int, Data).self) { group in
            for (number, text) in texts.enumerated() {
                group.addTask { (number, try await record(text)) }
            }
            return try await group.reduce(into: [Int: Data]()) { $0[$1.0] = $1.1 }
        }
        for (number, text) in texts.enumerated() {
            #expect(try await record(text) == alone[number])
        }
    }

    @Test func `speaks a text to its end that is much longer spoken than written`() async throws {
        let digits = String(repeating: "7,777,777,777; ", count: 40)
        let spoken = try await record(digits)
        // More than twice what prose of that length takes, and no number is missing.
        #expect(spoken.count > 65_536 + 2 * 44_100 * digits.count / 16)
        let one = try await record("7,777,777,777;")
        #expect(spoken.count > 30 * one.count)
    }

    @Test func `lists voices and variants`() async throws {
        let voices = try await engine.voices()
        let british = try #require(voices.first { $0.id == "en-gb" })
        #expect(british.name == "English (Great Britain)")
        #expect(british.languages.contains("en"))
        #expect(voices.contains { $0.id == "+f3" && $0.category == "variant" })
        #expect(voices.count > 100)
    }

    @Test func `stops at once when cancelled`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var request = try await engine.prepare(VoiceChoice()).template
        request.text = String(repeating: "This goes on and on. ", count: 20_000)
        let path = try folder.emptyFile()
        let task = Task { [request] in
            try await engine.record(request, context: .none, to: path)
        }
        // The program speaks once its header is there.
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        while true {
            try file.seek(toOffset: 0)
            if try file.read(upToCount: 4) == Data("RIFF".utf8) { break }
            await Task.yield()
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
