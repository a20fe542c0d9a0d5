import FoundationEssentials
import NarrateModel

/// What the service remembers of a request.
struct ElevenLabsHistoryItem: Decodable, Sendable {
    var history_item_id: String
    var request_id: String?
    var voice_id: String?
    var model_id: String?
    var text: String?
    var date_unix: Int?
    var character_count_change_from: Int?
    var character_count_change_to: Int?
    var content_type: String?
    var state: String?
    var settings: ElevenLabsStoredSettings?
    var output_format: String?
    var alignments: Alignments?

    /// When its characters are spoken, where the service has kept that.
    struct Alignments: Decodable, Sendable {
        var alignment: ElevenLabsTimedAnswer.Characters?
    }

    var credits: Credits? {
        guard let from = character_count_change_from, let to = character_count_change_to else {
            return nil
        }
        return Credits(max(0, to - from))
    }
}

/// A page of the history, newest first.
struct ElevenLabsHistoryPage: Decodable, Sendable {
    var history: [ElevenLabsHistoryItem]
    var last_history_item_id: String?
    var has_more: Bool?
}

extension ElevenLabsEngine {
    /// Fetches the audio of a paid request whose answer was lost.
    package func reclaim(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        excluding known: Set<String>,
        to path: String
    ) async throws -> Delivery? {
        guard options.keepsHistory else { return nil }
        do {
            let format = try ElevenLabsFormat(request.outputFormat)
            let dates = datesOfAnswers(since: since)
            let items = try await history(
                since: dates.lowerBound,
                filters: [("voice_id", request.voice), ("model_id", request.model)]
            )
            let matches = items.filter { item in
                let isKnown = item.request_id.map(known.contains) ?? false
                return !isKnown && item.isAudio(of: request, requestID: requestID, dates: dates)
            }
            // Those after the first are somebody else's, who speaks the same book.
            guard let item = matches.last else { return nil }
            return try await audio(of: item, format: format, to: path)
        } catch let error as EngineError where Self.isAboutHistory(error) {
            return nil
        }
    }

    /// Whether an error says no more than that the history can't be had: no reason to stop.
    private static func isAboutHistory(_ error: EngineError) -> Bool {
        [.refused, .notFound, .brokenAnswer, .unspeakable, .bug].contains(error.code)
    }

    private func audio(
        of item: ElevenLabsHistoryItem,
        format: ElevenLabsFormat,
        to path: String
    ) async throws -> Delivery? {
        let id = PercentCoding.encoded(item.history_item_id)
        var call = connection.request("GET", "/v1/history/\(id)/audio")
        call.acceptsCompression = false
        call.limits.bytes = 512 << 20
        let response = try await connection.exchange(costsMoney: false) {
            try await connection.client.download(call, to: path)
        }
        guard response.byteCount > 0 else { return nil }
        // Kept in another format, or not kept whole, it is a broken answer.
        _ = try SpokenFile(path: path, kind: format.kind)
        return Delivery(
            fileExtension: format.kind.fileExtension,
            requestID: item.request_id,
            credits: item.credits,
            alignment: item.alignments?.alignment?.words ?? []
        )
    }

    /// What the service charged for since a moment, newest first.
    package func charges(since: Double) async throws -> [ChargedAnswer]? {
        guard options.keepsHistory else { return nil }
        do {
            return try await history(since: datesOfAnswers(since: since).lowerBound)
                .compactMap(\.answer)
        } catch let error as EngineError where Self.isAboutHistory(error) {
            return nil
        }
    }

    /// When the answer to a request of some moment was made, if it was.
    private func datesOfAnswers(since: Double) -> ClosedRange<Double> {
        let difference = serviceTime == nil ? LostAnswers.clockDifference : LostAnswers.serverSkew
        return (since.rounded(.down) - difference)...(since + LostAnswers.longestWork + difference)
    }

    /// Items since a moment, newest first.
    private func history(
        since: Double,
        filters: [(String, String)] = []
    ) async throws -> [ElevenLabsHistoryItem] {
        var items: [ElevenLabsHistoryItem] = []
        var last: String?
        for _ in 0..<50 {
            var query =
                [("page_size", "1000")] + filters
                + [("date_after_unix", String(Int(since))), ("source", "TTS")]
            if let last { query.append(("start_after_history_item_id", last)) }
            let page = try await connection.permitted(
                ElevenLabsHistoryPage.self,
                "/v1/history",
                query: query
            )
            guard let page else {
                throw EngineError.lacksPermission("speech_history_read", to: "read the history")
            }
            items += page.history
            guard page.has_more == true, let next = page.last_history_item_id, next != last else {
                break
            }
            last = next
        }
        return items
    }
}

extension ElevenLabsHistoryItem {
    /// Whether the item is the request and nothing else, as far as it says.
    ///
    /// Filters of the query are not relied on: a server that ignores one must not hand us the
    /// audio of another text.
    fileprivate func isAudio(
        of request: SpeechRequest,
        requestID wanted: String?,
        dates: ClosedRange<Double>
    ) -> Bool {
        guard text == request.text, state ?? "created" == "created" else { return false }
        guard voice_id ?? request.voice == request.voice,
            model_id ?? request.model == request.model,
            output_format ?? request.outputFormat == request.outputFormat
        else { return false }
        if let wanted { return request_id == wanted }
        guard let date = date_unix, dates.contains(Double(date)) else { return false }
        guard let kept = settings?.settings else { return true }
        return (try? kept == ElevenLabsVoiceSettings().overlaid(with: request.settings)) ?? false
    }
}

extension ElevenLabsHistoryItem {
    /// The item as a charge; `nil` when it lacks what tells charges apart.
    fileprivate var answer: ChargedAnswer? {
        guard state ?? "created" == "created", let request_id, let text, let voice_id else {
            return nil
        }
        return ChargedAnswer(
            requestID: request_id,
            date: Double(date_unix ?? 0),
            text: text,
            voice: voice_id,
            model: model_id ?? "",
            credits: credits
        )
    }
}
