import NarrateModel

/// Finds the voice a user means: by id, by name, or the default.
struct ElevenLabsVoiceFinder: Sendable {
    let connection: ElevenLabsConnection

    /// A premade voice every account has; library voices are closed to free plans.
    private static let fallback = "JBFqnCBsd6RMkjVDRZzb"

    func voice(_ choice: VoiceChoice) async throws -> ElevenLabsVoice {
        guard let wanted = choice.voice?.trimmed, !wanted.isEmpty else {
            return try await standard(language: choice.language)
        }
        if Self.isID(wanted), let voice = try await byID(wanted) { return voice }
        return try await byName(wanted)
    }

    /// Ids are 20 letters and digits.
    private static func isID(_ text: String) -> Bool {
        text.utf8.count == 20 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The voice of that id; `nil` when there is none, which leaves that it may be a name.
    private func byID(_ id: String) async throws -> ElevenLabsVoice? {
        do {
            let voice = try await connection.permitted(ElevenLabsVoice.self, "/v1/voices/\(id)")
            // A key that may only speak: the first request will tell.
            return voice ?? ElevenLabsVoice(voice_id: id)
        } catch let error as EngineError where error.code == .notFound {
            return nil
        }
    }

    private func byName(_ name: String) async throws -> ElevenLabsVoice {
        guard let found = try await connection.voices(search: name) else {
            throw EngineError.lacksPermission("voices_read", to: "look up voices by name")
        }
        let matches = found.filter { $0.isCalled(name) }
        let exact = matches.filter { $0.name?.lowercased() == name.lowercased() }
        if let only = exact.count == 1 ? exact.first : matches.count == 1 ? matches.first : nil {
            return only
        }
        guard matches.isEmpty else {
            let ids = matches.map(\.voice_id).joined(separator: ", ")
            throw EngineError(
                code: .notFound,
                message: "\(matches.count) voices are called '\(name)'",
                hint: "give the id of one: \(ids)"
            )
        }
        let near = found.prefix(5).compactMap(\.name).joined(separator: ", ")
        throw EngineError(
            code: .notFound,
            message: "there is no voice '\(name)' in the account",
            hint: near.isEmpty
                ? "see 'narrate voices'; a voice of the shared library must be added first"
                : "similar: \(near)"
        )
    }

    /// The first premade voice for stories, in the book's language if one is said to speak it.
    private func standard(language: String?) async throws -> ElevenLabsVoice {
        let voices = try await connection.voices() ?? []
        let premade = voices.filter { $0.category == "premade" }
        let narrators = premade.filter(\.isNarrator)
        let candidates = narrators.isEmpty ? premade : narrators
        let primary = language?.prefix { $0 != "-" }.lowercased() ?? "en"
        let speaking = candidates.first { voice in
            voice.voice.languages.contains { $0.lowercased().hasPrefix(primary) }
        }
        return speaking ?? candidates.first ?? ElevenLabsVoice(voice_id: Self.fallback)
    }
}
