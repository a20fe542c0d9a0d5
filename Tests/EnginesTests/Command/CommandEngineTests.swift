import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct CommandEngineTests {
    /// What an engine made of a line delivers for a text.
    private func record(
        _ text: String,
        line: String,
        choice: VoiceChoice = VoiceChoice(),
        options: CommandOptions = CommandOptions(concurrency: 2)
    ) async throws -> Data {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let engine = CommandEngine(try SpeechCommand(parsing: line), options: options)
        var request = try await engine.prepare(choice).template
        request.text = text
        let path = try folder.emptyFile()
        let delivery = try await engine.record(request, context: .none, to: path)
        #expect(delivery.fileExtension == "wav")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(left.count == 1)
        return try Data(contentsOf: URL(filePath: path))
    }

    /// A program of ours that speaks with espeak-ng as other programs do.
    private func withScript<Value>(
        _ body: String,
        _ use: (String) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        return try await use(try folder.file(holding: "#!/bin/sh\n\(body)\n", mode: 0o755))
    }

    private func refusal(_ line: String, _ choice: VoiceChoice) async throws -> EngineError {
        try await #require(throws: EngineError.self) {
            let options = CommandOptions(concurrency: 1)
            let engine = CommandEngine(try SpeechCommand(parsing: line), options: options)
            _ = try await engine.prepare(choice)
        }
    }

    @Test func `takes text on standard input and audio on standard output`() async throws {
        let audio = try await record(
            "Good morning.",
            line: "espeak-ng --stdin --stdout -v {voice} -s {speed}",
            choice: VoiceChoice(voice: "en-us", settings: ["speed": "150"])
        )
        #expect(audio.count > 22_050)
        // The sizes in a streamed header are put right.
        #expect(
            audio[4..<8].elementsEqual(withUnsafeBytes(of: UInt32(audio.count - 8)) { Array($0) })
        )
    }

    @Test func `hands over files where the command asks for them`() async throws {
        let line = "espeak-ng -f {text-file} -w {output} -v {language}"
        let german = try await record(
            "Guten Morgen.",
            line: line,
            choice: VoiceChoice(language: "de")
        )
        let piped = try await record(
            "Guten Morgen.",
            line: "espeak-ng --stdin --stdout -v {language}",
            choice: VoiceChoice(language: "de")
        )
        #expect(german.dropFirst(44) == piped.dropFirst(44))
    }

    @Test func `gives samples without a header one`() async throws {
        try await withScript("cat >/dev/null; head -c 44100 /dev/zero") { script in
            let audio = try await record(
                "Silence.",
                line: script,
                choice: VoiceChoice(outputFormat: "pcm_22050")
            )
            #expect(audio.count == 44_100 + 44)
            #expect(audio.starts(with: Array("RIFF".utf8)))
        }
    }

    @Test func `passes words to the program as they are`() async throws {
        let script = #"printf '%s' "$1" | espeak-ng --stdin --stdout; cat >/dev/null"#
        try await withScript(script) { script in
            let spoken = try await record(
                "x",
                line: "'\(script)' {voice}",
                choice: VoiceChoice(voice: "one; two $(three)")
            )
            let meant = try await record("one; two $(three)", line: "espeak-ng --stdin --stdout")
            #expect(abs(spoken.count - meant.count) < 2_000)
        }
    }

    @Test func `tells the last words of a program that fails`() async throws {
        try await withScript("echo starting >&2; echo 'no model' >&2; exit 3") { script in
            let error = try await #require(throws: EngineError.self) {
                try await record("x", line: script)
            }
            #expect(error.code == .unavailable)
            #expect(error.message.hasSuffix(": no model"))
        }
    }

    @Test func `does not wait for a program that never ends, and ends its children`() async throws {
        try await withScript("sleep 1000 & sleep 1000") { script in
            var options = CommandOptions(concurrency: 1)
            options.timeout = .milliseconds(100)
            options.timeoutPerCharacter = .zero
            let clock = ContinuousClock()
            let start = clock.now
            let hasty = options
            let error = try await #require(throws: EngineError.self) {
                try await record("x", line: script, options: hasty)
            }
            #expect(error.code == .unavailable)
            // Far less than the wait that was cut short, however busy the machine is.
            #expect(start.duration(to: clock.now) < .seconds(900))
        }
    }

    @Test func `keeps only the beginning of endless complaints`() async throws {
        let script = "cat >/dev/null; head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; exit 1"
        try await withScript(script) { script in
            let error = try await #require(throws: EngineError.self) {
                try await record("x", line: script)
            }
            #expect(error.message.count < 400)
        }
    }

    @Test(arguments: ["exit 0", "echo '{\"error\":1}'", "printf RIFF", "echo hello"])
    func `takes nothing for audio that is none`(body: String) async throws {
        try await withScript("cat >/dev/null; \(body)") { script in
            let error = try await #require(throws: EngineError.self) {
                try await record("x", line: script)
            }
            #expect(error.code == .brokenAnswer)
        }
    }

    @Test func `does not mind a program that never reads the text`() async throws {
        try await withScript("espeak-ng --stdout hello </dev/null") { script in
            let text = String(repeating: "Nobody reads this. ", count: 20_000)
            let audio = try await record(text, line: script)
            #expect(audio.count > 10_000)
        }
    }

    @Test func `reports a program that does not write its file`() async throws {
        let error = try await #require(throws: EngineError.self) {
            try await record("x", line: "true {output}")
        }
        #expect(error.code == .brokenAnswer)
        #expect(error.message.contains("{output}"))
    }

    @Test(arguments: ["no-such-program-anywhere", "/no/such/program", "/etc/passwd"])
    func `says that a program is missing`(program: String) async throws {
        #expect(try await refusal(program, VoiceChoice()).code == .notInstalled)
    }

    @Test(arguments: [
        ("cat", VoiceChoice(voice: "x")),
        ("cat {voice}", VoiceChoice()),
        ("cat {language}", VoiceChoice()),
        ("cat", VoiceChoice(settings: ["speed": "1"])),
        ("cat {output}", VoiceChoice(settings: ["output": "/etc/passwd"])),
        ("cat", VoiceChoice(outputFormat: "ogg")),
        ("cat", VoiceChoice(outputFormat: "pcm_x")),
        ("cat", VoiceChoice(model: "other")),
    ])
    func `refuses what the command has no place for`(
        line: String,
        choice: VoiceChoice
    ) async throws {
        #expect(try await refusal(line, choice).code == .refused)
    }

    @Test func `refuses a voice that is not in the list`() async throws {
        var options = CommandOptions(concurrency: 1)
        options.voices = ["amy", "joe"]
        let engine = CommandEngine(try SpeechCommand(parsing: "cat {voice}"), options: options)
        let error = try await #require(throws: EngineError.self) {
            try await engine.prepare(VoiceChoice(voice: "eve"))
        }
        #expect(error.code == .notFound)
        #expect(error.hint == "it has 'amy', 'joe'")
        #expect(try await engine.voices().map(\.id) == ["amy", "joe"])
    }

    @Test(arguments: [nil, "", " "])
    func `a command that has but one voice is asked for none`(voice: String?) async throws {
        let engine = CommandEngine(
            try SpeechCommand(parsing: "cat"),
            options: CommandOptions(concurrency: 1)
        )
        let session = try await engine.prepare(VoiceChoice(voice: voice))
        #expect(session.template.voice.isEmpty)
    }

    @Test func `makes another request of another command`() async throws {
        let options = CommandOptions(concurrency: 1)
        let templates = try await ["cat -a", "cat -b"].asyncMap { line in
            try await CommandEngine(try SpeechCommand(parsing: line), options: options)
                .prepare(VoiceChoice()).template
        }
        #expect(templates[0].canonicalForm != templates[1].canonicalForm)
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<Value: Sendable>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
