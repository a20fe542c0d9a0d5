import NarrateModel

/// Everything that is found out before the first credit is spent.
struct ElevenLabsPreflight: Sendable {
    let connection: ElevenLabsConnection
    let options: ElevenLabsOptions

    func session(_ choice: VoiceChoice) async throws -> EngineSession {
        async let subscription = connection.permitted(
            ElevenLabsSubscription.self,
            "/v1/user/subscription"
        )
        async let model = speechModel(choice.model)
        async let voice = ElevenLabsVoiceFinder(connection: connection).voice(choice)
        // In this order: a refused key is worth more than a voice that could not be looked up.
        let account = try await subscription
        let found = try await (model: model, voice: voice)
        let known = ElevenLabsModel(id: found.model.id)
        let settings = try Self.settings(choice, voice: found.voice, model: known)
        try Self.check(found.voice, plan: account?.plan)
        var session = EngineSession(
            template: SpeechRequest(
                text: "",
                engine: "elevenlabs",
                voice: found.voice.voice_id,
                model: found.model.id,
                language: known.takesLanguage ? choice.language : nil,
                settings: settings,
                outputFormat: try Self.format(choice.outputFormat, plan: account?.plan),
                seed: choice.seed
            ),
            voiceName: found.voice.name ?? found.voice.voice_id,
            model: found.model,
            concurrency: Self.concurrency(account?.plan, model: known),
            charactersPerSecond: known.charactersPerSecond
                * (Double(settings["speed"] ?? "") ?? 1),
            stitching: options.keepsHistory ? known.stitching : .none,
            creditsLeft: account?.left
        )
        session.creditsRenewal = account?.renewalDay
        session.knowsItsLimit = account?.plan.rank != nil
        session.remembersRequests = try await remembersRequests()
        session.model.creditsPerCharacter *= found.voice.rate
        session.warnings = Self.warnings(choice, model: found.model)
        return session
    }

    /// Whether lost answers can be looked up: something is kept, and the key may see it.
    private func remembersRequests() async throws -> Bool {
        guard options.keepsHistory else { return false }
        let page = try await connection.permitted(
            ElevenLabsHistoryPage.self,
            "/v1/history",
            query: [("page_size", "1")]
        )
        return page != nil
    }

    /// Voices of the shared library are closed to free plans, whatever the list says.
    private static func check(
        _ voice: ElevenLabsVoice,
        plan: ElevenLabsPlan?
    ) throws(EngineError) {
        guard plan?.rank == .free, voice.isFromLibrary else { return }
        throw EngineError(
            code: .refused,
            message: "the voice '\(voice.name ?? voice.voice_id)' comes from the shared library, "
                + "which the free plan may not use",
            hint: "choose a premade voice or another plan"
        )
    }

    private static func warnings(_ choice: VoiceChoice, model: SpeechModel) -> [String] {
        guard let language = choice.language?.lowercased(), !model.languages.isEmpty else {
            return []
        }
        let primary = String(language.prefix { $0 != "-" && $0 != "_" })
        guard !model.languages.contains(where: { $0.lowercased().hasPrefix(primary) }) else {
            return []
        }
        return ["the model \(model.id) does not list the book's language '\(primary)'"]
    }

    // MARK: Model

    private func speechModel(_ wanted: String?) async throws -> SpeechModel {
        let id = (wanted ?? ElevenLabsModel.standard).trimmed
        guard
            let listed = try await connection.permitted(
                [ElevenLabsListedModel].self,
                "/v1/models"
            )
        else { return ElevenLabsModel(id: id).speechModel }
        guard let model = listed.first(where: { $0.model_id == id }) else {
            let names = listed.filter { $0.can_do_text_to_speech ?? true }.map(\.model_id)
            throw EngineError(
                code: .notFound,
                message: "there is no model '\(id)'",
                hint: "the account has: \(names.joined(separator: ", "))"
            )
        }
        guard model.can_do_text_to_speech ?? true else {
            throw EngineError(code: .refused, message: "model '\(id)' does not speak text")
        }
        return model.speechModel
    }

    /// An unknown plan gets the smallest limit; answers then say what is really allowed.
    private static func concurrency(_ plan: ElevenLabsPlan?, model: ElevenLabsModel) -> Int {
        let standard = plan?.concurrency ?? 2
        return model.isFast ? standard * 2 : standard
    }

    // MARK: Settings and format

    /// All settings that are sent, the voice's stored ones included: a change of those in the
    /// account must not change the sound of half a book.
    private static func settings(
        _ choice: VoiceChoice,
        voice: ElevenLabsVoice,
        model: ElevenLabsModel
    ) throws(EngineError) -> [String: String] {
        var stored = voice.settings?.settings ?? ElevenLabsVoiceSettings()
        if model.id.hasPrefix("eleven_v3") {
            stored.stability = (stored.stability * 2).rounded() / 2
        }
        let settings = try stored.overlaid(with: choice.settings)
        try model.check(settings)
        var spelled = settings.spelled
        for (name, value) in choice.settings where !ElevenLabsVoiceSettings.knows(name) {
            let canonical = ElevenLabsVoiceSettings.canonical(name)
            guard ["applyTextNormalization", ElevenLabsLocator.settingName].contains(canonical)
            else {
                throw EngineError(
                    code: .refused,
                    message: "there is no voice setting '\(name)'",
                    hint: "there are: stability, similarityBoost, style, useSpeakerBoost, speed"
                )
            }
            spelled[canonical] = value.trimmed
        }
        _ = try ElevenLabsLocator.all(in: spelled)
        return spelled
    }

    /// The standard format unless another is asked for: it must not change with the plan, because
    /// every take would have to be paid again.
    private static func format(
        _ wanted: String?,
        plan: ElevenLabsPlan?
    ) throws(EngineError) -> String {
        let name = (wanted ?? ElevenLabsFormat.standard).trimmed
        guard name != "auto" else { return ElevenLabsFormat.best(for: plan) }
        let format = try ElevenLabsFormat(name)
        if let needed = format.neededRank, let rank = plan?.rank, rank < needed {
            throw EngineError(
                code: .refused,
                message: "output format '\(name)' needs the plan \(needed.name) or above",
                hint: "ask for output format 'auto'"
            )
        }
        return format.name
    }
}
