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
        to path: String
    ) async throws -> Delivery? {
        guard options.keepsHistory else { return nil }
        do {
            return try await reclaimed(request, requestID: requestID, since: since, to: path)
        } catch let error as EngineError where Self.isAboutHistory(error) {
            return nil
        }
    }

    /// Whether an error says no more than that the history can't be had: no reason to stop.
    private static func isAboutHistory(_ error: EngineError) -> Bool {
        [.refused, .notFound, .brokenAnswer, .unspeakable, .bug].contains(error.code)
    }

    private func reclaimed(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double,
        to path: String
    ) async throws -> Delivery? {
        let format = try ElevenLabsFormat(request.outputFormat)
        guard let item = try await lost(request, requestID: requestID, since: since) else {
            return nil
        }
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

    /// The newest item that is this very request.
    private func lost(
        _ request: SpeechRequest,
        requestID: String?,
        since: Double
    ) async throws -> ElevenLabsHistoryItem? {
        var last: String?
        // The clocks of two machines differ; a minute is more than any that keep time.
        let start = Int(since) - 60
        for _ in 0..<20 {
            var query = [
                ("page_size", "1000"), ("voice_id", request.voice), ("model_id", request.model),
                ("date_after_unix", String(start)), ("source", "TTS"),
            ]
            if let last { query.append(("start_after_history_item_id", last)) }
            let page = try await connection.permitted(
                ElevenLabsHistoryPage.self,
                "/v1/history",
                query: query
            )
            guard let page else { return nil }
            let match = page.history.first {
                $0.isAudio(of: request, requestID: requestID, since: start)
            }
            if let match { return match }
            guard page.has_more == true, let next = page.last_history_item_id, next != last else {
                return nil
            }
            last = next
        }
        return nil
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
        since start: Int
    ) -> Bool {
        guard text == request.text, state ?? "created" == "created" else { return false }
        guard voice_id ?? request.voice == request.voice,
            model_id ?? request.model == request.model,
            output_format ?? request.outputFormat == request.outputFormat
        else { return false }
        if let wanted { return request_id == wanted }
        guard let date = date_unix, date >= start else { return false }
        guard let kept = settings?.settings else { return true }
        return (try? kept == ElevenLabsVoiceSettings().overlaid(with: request.settings)) ?? false
    }
}
