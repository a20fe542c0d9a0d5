import NarrateModel

/// The speech service of ElevenLabs.
package struct ElevenLabsEngine: SpeechEngine {
    let connection: ElevenLabsConnection
    let options: ElevenLabsOptions
    /// Dictionaries made of the lexicons that `prepare` was given.
    let shelf = ElevenLabsDictionaryShelf()

    package let name = "elevenlabs"

    /// The model it speaks with unless another is asked for.
    package static let standardModel = ElevenLabsModel.standard

    /// Creates an engine; nothing is sent.
    ///
    /// `pause` waits between attempts of calls that cost nothing; those that cost are made once.
    package init(
        key: ElevenLabsKey,
        options: ElevenLabsOptions = ElevenLabsOptions(),
        client: HTTPClient,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.options = options
        connection = ElevenLabsConnection(
            client: client,
            key: key,
            baseURL: options.baseURL,
            patience: Patience(pause: pause)
        )
    }

    /// Finds voice, model and plan, and refuses what can't work before anything is spent.
    package func prepare(_ choice: VoiceChoice) async throws -> EngineSession {
        let preflight = ElevenLabsPreflight(connection: connection, options: options)
        let session = try await preflight.session(choice)
        let planned = PlannedDictionary.all(of: choice.lexicons, model: session.model.id)
        guard !planned.isEmpty else { return session }
        return try await prepared(session, for: planned)
    }

    private func prepared(
        _ session: EngineSession,
        for planned: [PlannedDictionary]
    ) async throws -> EngineSession {
        let own = try ElevenLabsLocator.all(in: session.template.settings).count
        guard planned.count + own <= ElevenLabsLocator.most else {
            throw EngineError(
                code: .refused,
                message: "\(planned.count + own) pronunciation dictionaries, "
                    + "a request takes \(ElevenLabsLocator.most)",
                hint: "join lexicons, or let narrate apply them itself"
            )
        }
        // A key that may not see dictionaries can't make them either.
        _ = try await dictionaries()
        shelf.plan(planned)
        var session = session
        session.pronunciations = PronunciationTable(planned.flatMap(\.pronunciations))
        session.warnings += planned.compactMap(\.warning)
        return session
    }

    /// Uploads the lexicons that the account does not hold yet.
    package func furnish() async throws {
        var locators: [ElevenLabsLocator] = []
        for planned in shelf.planned {
            locators.append(
                try await dictionary(named: planned.name, rules: planned.rules).locator
            )
        }
        shelf.stock(locators)
    }

    /// The voices of the account.
    package func voices() async throws -> [Voice] {
        try await voices(matching: nil)
    }

    /// The voices of the account that pass a filter; the service does the searching.
    package func voices(_ filter: VoiceFilter) async throws -> [Voice] {
        try await voices(matching: filter.search).filter { filter.passes($0, searched: true) }
    }

    /// The voices of the account whose name, description or labels fit a search.
    package func voices(matching search: String?) async throws -> [Voice] {
        guard let voices = try await connection.voices(search: search) else {
            throw EngineError.lacksPermission("voices_read", to: "list voices")
        }
        return voices.map(\.voice)
    }

    /// The models that turn text into speech.
    package func models() async throws -> [SpeechModel] {
        let models = try await connection.permitted([ElevenLabsListedModel].self, "/v1/models")
        guard let models else {
            throw EngineError.lacksPermission("models_read", to: "list models")
        }
        return models.filter { $0.can_do_text_to_speech ?? true }.map(\.speechModel)
    }

    /// The time by the service's own clock.
    package var serviceTime: Double? { connection.clock.time }

    /// Plan and credits of the account; `nil` when the key may not read them.
    package func subscription() async throws -> ElevenLabsSubscription? {
        try await connection.permitted(ElevenLabsSubscription.self, "/v1/user/subscription")
    }

    /// Speaks a request into a file.
    package func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let recording = ElevenLabsRecording(
            connection: connection,
            options: options,
            dictionaries: request.settings[ElevenLabsLocator.spellingName] == nil
                ? [] : try shelf.locators()
        )
        do {
            return try await recording.delivery(request, context: context, to: path)
        } catch let error as EngineError where error.code == .quotaExceeded {
            throw await withRenewal(error)
        }
    }

    /// Adds when credits come back, if the account says so.
    private func withRenewal(_ error: EngineError) async -> EngineError {
        var error = error
        error.hint = "buy credits or wait for the renewal; the run can be resumed"
        // The refusal is the news; a further failure on the way to its details is not.
        if let subscription = try? await subscription(), let day = subscription.renewalDay {
            error.hint = "credits renew on \(day); the run can be resumed then"
        }
        return error
    }
}

extension EngineError {
    static func lacksPermission(_ permission: String, to act: String) -> EngineError {
        EngineError(
            code: .refused,
            message: "the API key may not \(act)",
            hint: "give it the permission \(permission)"
        )
    }
}
