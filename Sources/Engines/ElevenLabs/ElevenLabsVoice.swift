import NarrateModel

/// A voice as the service lists it.
struct ElevenLabsVoice: Decodable, Sendable {
    var voice_id: String
    var name: String?
    var category: String?
    var labels: [String: String]?
    var settings: ElevenLabsStoredSettings?
    var verified_languages: [VerifiedLanguage]?
    var description: String?
    var is_owner: Bool?
    var sharing: Sharing?

    /// How a voice of the shared library may be used.
    struct Sharing: Decodable, Sendable {
        /// What its characters cost, as a multiple of the model's price.
        var rate: Double?
        var free_users_allowed: Bool?
    }

    /// Whether somebody else made it and shares it.
    var isFromLibrary: Bool {
        guard sharing?.free_users_allowed != true, is_owner != true else { return false }
        return ["professional", "high_quality", "famous"].contains(category ?? "")
    }

    /// What its characters cost, as a multiple of the model's price.
    var rate: Double {
        guard is_owner != true, let rate = sharing?.rate, rate.isFinite, rate > 0 else { return 1 }
        return rate
    }

    /// A language someone has heard it speak.
    struct VerifiedLanguage: Decodable, Sendable {
        var language: String?
        var locale: String?
    }

    var voice: Voice {
        let verified = (verified_languages ?? []).compactMap { $0.locale ?? $0.language }
        let labelled = labels?["language"].map { [$0] } ?? []
        var seen: Set<String> = []
        return Voice(
            id: voice_id,
            name: name ?? voice_id,
            languages: (verified.isEmpty ? labelled : verified).filter { seen.insert($0).inserted },
            gender: labels?["gender"],
            category: category,
            about: description
        )
    }

    /// Whether a name is this voice's: in full, or up to the dash that begins a description.
    func isCalled(_ name: String) -> Bool {
        guard let own = self.name?.lowercased() else { return false }
        let wanted = name.lowercased()
        return own == wanted || own.hasPrefix("\(wanted) -") || own.hasPrefix("\(wanted) –")
    }

    /// Whether the service itself recommends it for stories.
    var isNarrator: Bool {
        (labels?["use_case"] ?? labels?["use case"] ?? "").lowercased().contains("narrat")
    }
}

/// A page of voices.
struct ElevenLabsVoicePage: Decodable, Sendable {
    var voices: [ElevenLabsVoice]
    var has_more: Bool?
    var next_page_token: String?
}

extension ElevenLabsConnection {
    /// Voices of the account that fit a search, or `nil` when the key may not ask.
    func voices(search: String? = nil) async throws -> [ElevenLabsVoice]? {
        do {
            return try await pagedVoices(search: search)
        } catch let error as EngineError where error.code == .notFound {
            // A server of an earlier year: one list, no search.
            let page = try await permitted(ElevenLabsVoicePage.self, "/v1/voices")
            guard let search = search?.lowercased() else { return page?.voices }
            return page?.voices.filter { ($0.name ?? "").lowercased().contains(search) }
        }
    }

    private func pagedVoices(search: String?) async throws -> [ElevenLabsVoice]? {
        var voices: [ElevenLabsVoice] = []
        var token: String?
        // Pages go on as long as the service says; a service that never stops is stopped here.
        for _ in 0..<200 {
            var query = [("page_size", "100"), ("include_total_count", "false")]
            if let search { query.append(("search", search)) }
            if let token { query.append(("next_page_token", token)) }
            let page = try await permitted(ElevenLabsVoicePage.self, "/v2/voices", query: query)
            guard let page else { return nil }
            voices += page.voices
            guard page.has_more == true, let next = page.next_page_token, next != token else {
                break
            }
            token = next
        }
        return voices
    }
}
