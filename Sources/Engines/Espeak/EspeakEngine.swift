import NarrateModel

/// The embedded engine: `espeak-ng` in a fresh process per request.
///
/// In process the library is neither thread-safe nor repeatable; a fresh process gives the same
/// bytes for the same request, always and in parallel.
package struct EspeakEngine: SpeechEngine {
    package let name = "espeak"

    private let program: ChildProgram
    private let installation: EspeakInstallation
    private let processes: Int
    private let turns: ProcessTurns

    /// Creates the engine; nothing is run before it is asked for something.
    ///
    /// - Parameters:
    ///   - executable: a name in the search path, or a path.
    ///   - concurrency: processes at once, usually as many as there are cores.
    package init(executable: String = "espeak-ng", concurrency: Int) {
        program = ChildProgram(
            executable: executable,
            installHint: "install espeak-ng (Debian, Ubuntu: apt-get install espeak-ng)",
            // Character classes must not depend on the user's locale.
            environment: ["LC_ALL": "C.UTF-8"]
        )
        installation = EspeakInstallation(program: program)
        processes = max(1, concurrency)
        turns = ProcessTurns(count: processes)
    }

    /// Finds the voice for a choice: the one named, else the best for the language.
    ///
    /// Tags fall back from the right (`de-AT` to `de`); a publication without a language is taken
    /// to be English.
    package func prepare(_ choice: VoiceChoice) async throws -> EngineSession {
        guard choice.model == nil || choice.model == Self.model.id else {
            throw EngineError.unknownEspeakModel(choice.model ?? "")
        }
        guard [nil, "auto", Self.format].contains(choice.outputFormat) else {
            throw EngineError.unknownEspeakFormat(choice.outputFormat ?? "", known: Self.format)
        }
        let settings = try EspeakSettings(choice.settings)
        let list = try await installation.voiceList()
        let (voice, entry) = try Self.voice(for: choice, in: list)
        var model = Self.model
        model.languages = entry.languages.keys.sorted()
        return EngineSession(
            template: SpeechRequest(
                text: "",
                engine: name,
                engineVersion: try await installation.version(),
                voice: voice,
                model: model.id,
                settings: settings.values,
                outputFormat: Self.format
            ),
            voiceName: entry.name,
            model: model,
            // While two are made durable and judged, every core can go on speaking.
            concurrency: processes + 2,
            charactersPerSecond: EspeakSettings.charactersPerSecond(of: settings.values),
            isRepeatable: true,
            realTimeFactor: 1_000,
            secondsPerRequest: 0.02
        )
    }

    /// Every voice of the installation, then the variants that can follow one after a plus sign.
    package func voices() async throws -> [Voice] {
        let list = try await installation.voiceList()
        let voices = list.entries.map { entry in
            Voice(
                id: entry.id,
                name: entry.name,
                languages: entry.languages.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
                    .map(\.key),
                gender: entry.gender
            )
        }
        return voices
            + list.variants.sorted().map { Voice(id: "+\($0)", name: $0, category: "variant") }
    }

    /// The one way of speaking there is.
    package func models() async throws -> [SpeechModel] { [Self.model] }

    /// Speaks a request into a WAV file of 22,050 Hz, mono, 16 bit; the context changes nothing.
    package func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let voice = try await voice(for: request)
        let phonemes = request.settings[EspeakSettings.phonemes] == "on"
        let arguments =
            ["--stdin", "--stdout", "-b", "1", "-v", voice]
            + EspeakSettings.arguments(of: request.settings)
        let bytes = EspeakText.bytes(of: request.text, phonemes: phonemes)
        let timeout = Duration.seconds(60) + .milliseconds(50 * request.characterCount)
        try await SpokenText.withFile(holding: bytes, beside: path) { text in
            let room = Self.likelyBytes(of: request)
            let output = ChildProgram.Destination.reserved(path, bytes: room)
            let result = try await turns.run {
                try await program.run(arguments, input: text, output: output, timeout: timeout)
            }
            guard !result.isWithinReserve else { return }
            // Digits and signs make more speech than letters; what came may lack its end.
            _ = try await turns.run {
                try await program.run(
                    arguments,
                    input: text,
                    output: .file(path),
                    timeout: timeout
                )
            }
        }
        guard try StreamedWAV.repairSizes(of: path) > Self.leastBytes else {
            throw EngineError.nothingToSpeak
        }
        return Delivery(fileExtension: "wav")
    }

    /// A passage in another language is spoken by that language's voice, in the same variant.
    private func voice(for request: SpeechRequest) async throws -> String {
        guard let language = request.language else { return request.voice }
        let list = try await installation.voiceList()
        let (base, variant) = Self.parts(of: request.voice)
        let own = list.entry(named: base)?.languages ?? [:]
        guard !EspeakVoiceList.fallbacks(language).contains(where: { own[$0] != nil }),
            let entry = list.entry(language: language)
        else { return request.voice }
        return entry.id + variant
    }

    private static func voice(
        for choice: VoiceChoice,
        in list: EspeakVoiceList
    ) throws(EngineError) -> (String, EspeakVoiceList.Entry) {
        guard let named = choice.voice?.trimmingBlanks, !named.isEmpty else {
            let language = choice.language ?? "en"
            guard let entry = list.entry(language: language) else {
                throw .unknownEspeakLanguage(language)
            }
            return (entry.id, entry)
        }
        let (base, suffix) = parts(of: named)
        // A variant alone is a timbre for the publication's language.
        let found =
            base.isEmpty
            ? list.entry(language: choice.language ?? "en") : list.entry(named: base)
        guard let entry = found else {
            throw .unknownEspeakVoice(base, near: list.names(near: base))
        }
        guard !suffix.isEmpty else { return (entry.id, entry) }
        let wanted = suffix.dropFirst().lowercased()
        guard let variant = list.variants.first(where: { $0.lowercased() == wanted }) else {
            let near = list.variants.sorted {
                $0.lowercased().editDistance(to: wanted) < $1.lowercased().editDistance(to: wanted)
            }
            throw .unknownEspeakVoice(named, near: near.prefix(5).map { "\(base)+\($0)" })
        }
        return ("\(entry.id)+\(variant)", entry)
    }

    private static func parts(of voice: String) -> (base: String, variant: String) {
        guard let plus = voice.firstIndex(of: "+") else { return (voice, "") }
        return (String(voice[..<plus]), String(voice[plus...]))
    }

    /// Twice what prose of that length takes, and no more than any utterance needs.
    private static func likelyBytes(of request: SpeechRequest) -> Int {
        let pace = EspeakSettings.charactersPerSecond(of: request.settings)
        return min(65_536 + Int(2 * 44_100 * Double(request.characterCount) / pace), 1 << 25)
    }

    /// A twentieth of a second: what comes for a text without words is shorter.
    private static let leastBytes = 2 * 22_050 / 20

    private static let format = "wav_22050"

    private static let model = SpeechModel(
        id: "espeak-ng",
        name: "eSpeak NG formant synthesis",
        maxCharacters: 20_000,
        creditsPerCharacter: 0
    )
}
