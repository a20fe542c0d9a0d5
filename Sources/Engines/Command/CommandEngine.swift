import FoundationEssentials
import NarrateModel
import Subprocess
import SystemPackage

/// Any program that turns text into audio, run once per request and without a shell.
///
/// The text goes to standard input or into the file that takes the place `{text-file}`; the audio
/// comes from standard output or from the file that takes the place `{output}`. `{voice}`,
/// `{language}` and the names of settings are the other places.
package struct CommandEngine: SpeechEngine {
    package let name = "command"

    private let command: SpeechCommand
    private let options: CommandOptions
    private let program: ChildProgram

    /// Creates the engine; nothing is run before it is asked for something.
    package init(_ command: SpeechCommand, options: CommandOptions) {
        self.command = command
        self.options = options
        program = ChildProgram(
            executable: command.program,
            installHint: "install it, or give the command with the program's full path"
        )
    }

    /// Makes sure that the program exists and that every place of the command can be filled.
    package func prepare(_ choice: VoiceChoice) async throws -> EngineSession {
        try await findProgram()
        guard choice.model == nil || choice.model == model.id else {
            throw EngineError.commandHasNo("model", choice.model ?? "")
        }
        let format = choice.outputFormat ?? options.outputFormat
        _ = try SpokenFile.Kind(commandFormat: format)
        let voice = choice.voice?.trimmingBlanks ?? ""
        try check(choice, voice: voice)
        let template = SpeechRequest(
            text: "",
            engine: name,
            // A changed command is another sound.
            engineVersion: command.words.joined(separator: " "),
            voice: voice,
            model: model.id,
            language: command.places.contains(SpeechCommand.Place.language) ? choice.language : nil,
            settings: choice.settings,
            outputFormat: format,
            seed: nil
        )
        _ = try command.arguments(values(for: template, text: "", output: ""))
        return EngineSession(
            template: template,
            voiceName: template.voice.isEmpty ? model.name : template.voice,
            model: model,
            concurrency: options.concurrency,
            charactersPerSecond: options.charactersPerSecond
        )
    }

    /// The voices that were named when the engine was set up.
    package func voices() async throws -> [Voice] {
        options.voices.map { Voice(id: $0, name: $0) }
    }

    /// The program, as a model without a price.
    package func models() async throws -> [SpeechModel] { [model] }

    /// Speaks a request into a file; what programs get wrong in WAV headers is put right.
    package func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let kind = try SpokenFile.Kind(commandFormat: request.outputFormat)
        try await run(request, kind: kind, to: path)
        return Delivery(fileExtension: try SpokenFile(path: path, kind: kind).kind.fileExtension)
    }

    private func run(_ request: SpeechRequest, kind: SpokenFile.Kind, to path: String) async throws
    {
        // Programs choose a format by the ending of a file's name.
        let output = "\(path).\(kind.fileExtension)"
        let writesFile = command.places.contains(SpeechCommand.Place.output)
        let readsFile = command.places.contains(SpeechCommand.Place.textFile)
        defer { if writesFile { Self.removeIfPresent(output) } }
        let bytes = Array(request.text.utf8) + [0x0A]
        try await SpokenText.withFile(holding: bytes, beside: path) { text in
            _ = try await program.run(
                try command.arguments(values(for: request, text: text, output: output)),
                input: readsFile ? nil : text,
                output: writesFile ? .memory(limit: 1 << 20) : .file(path),
                timeout: options.timeout + options.timeoutPerCharacter * request.characterCount
            )
        }
        if writesFile { try Self.move(output, to: path, program: command.program) }
    }

    private func values(
        for request: SpeechRequest,
        text: String,
        output: String
    ) -> [String: String] {
        var values = request.settings
        values[SpeechCommand.Place.voice] = request.voice.isEmpty ? nil : request.voice
        values[SpeechCommand.Place.language] = request.language
        values[SpeechCommand.Place.textFile] = text
        values[SpeechCommand.Place.output] = output
        return values
    }

    /// `voice`: empty for that which the command has, as a project recorded with it names it.
    private func check(_ choice: VoiceChoice, voice: String) throws(EngineError) {
        let places = Set(command.places)
        if !voice.isEmpty, !places.contains(SpeechCommand.Place.voice) {
            throw .commandHasNo("place {voice} for", voice)
        }
        if !voice.isEmpty, !options.voices.isEmpty, !options.voices.contains(voice) {
            throw .unknownCommandVoice(voice, known: options.voices)
        }
        for name in choice.settings.keys.sorted() where !places.contains(name) {
            throw .commandHasNo("place for the setting", name)
        }
        for name in choice.settings.keys.sorted() where SpeechCommand.Place.all.contains(name) {
            throw .commandHasNo("setting", name)
        }
    }

    private func findProgram() async throws {
        let missing = EngineError.programMissing(command.program, hint: program.installHint)
        if command.program.contains("/") {
            guard FileManager.default.isExecutableFile(atPath: command.program) else {
                throw missing
            }
            return
        }
        do {
            _ = try await Executable.name(command.program).resolveExecutablePath(in: .inherit)
        } catch {
            throw missing
        }
    }

    private var model: SpeechModel {
        let name = command.program.split(separator: "/").last.map(String.init)
        return SpeechModel(
            id: name ?? command.program,
            name: name ?? command.program,
            maxCharacters: options.maxCharacters,
            creditsPerCharacter: 0
        )
    }
}
