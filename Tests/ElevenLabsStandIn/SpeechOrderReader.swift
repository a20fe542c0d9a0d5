import Foundation

/// Checks what the schema does not: voice, model, format, settings, neighbours, dictionaries.
struct SpeechOrderReader: Sendable {
    let account: Account

    func order(
        _ body: JSON,
        voiceID: String,
        form: SpeechEndpoint.Form,
        exchange: inout Exchange
    ) async throws -> SpeechOrder {
        let voice = try voice(voiceID)
        let modelID = body["model_id"]?.string ?? "eleven_multilingual_v2"
        guard modelID.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
            throw VendorError.invalidUID(modelID)
        }
        guard let model = CatalogModel.all.first(where: { $0.id == modelID }) else {
            throw VendorError.modelNotFound(modelID)
        }
        let format = try format(exchange, form: form)
        let text = body["text"]?.string ?? ""
        guard text.contains(where: { !$0.isWhitespace }) else { throw VendorError.emptyText }
        var order = SpeechOrder(
            voice: voice,
            model: model,
            text: text,
            spoken: text,
            format: format
        )
        order.isStreamed = form.isStreamed
        guard order.characters <= model.limit else {
            throw VendorError.tooLong(order.characters, limit: model.limit)
        }
        try Self.read(body, into: &order)
        try await neighbours(order, exchange: &exchange)
        order.spoken = try await spoken(order, locators: body, exchange: &exchange)
        return order
    }

    private func voice(_ id: String) throws -> CatalogVoice {
        guard let voice = CatalogVoice.all.first(where: { $0.id == id }) else {
            guard id.count == 20, id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            else { throw VendorError.invalidUID(id) }
            throw VendorError.voiceNotFound(id)
        }
        if voice.category == "professional", account.options.plan.rank == 0 {
            throw VendorError.paidPlanRequired
        }
        return voice
    }

    private func format(_ exchange: Exchange, form: SpeechEndpoint.Form) throws
        -> OutputFormat
    {
        let name = exchange.query("output_format") ?? "mp3_44100_128"
        guard let format = OutputFormat(name, isStreamed: form.isStreamed) else {
            throw VendorError.invalidFormat(name)
        }
        let needs = format.needs
        guard account.options.plan.rank >= needs.rank else {
            throw VendorError.formatNotAllowed(name, tier: needs.tier)
        }
        return format
    }

    private static func read(_ body: JSON, into order: inout SpeechOrder) throws {
        let settings = body["voice_settings"] ?? .null
        order.settings = settings == .null ? CatalogVoice.settings : settings
        if let stability = settings["stability"]?.number, order.model.id == "eleven_v3",
            ![0, 0.5, 1].contains(stability)
        {
            throw VendorError.wrongStability
        }
        let speed = settings["speed"]?.number ?? 1
        guard (0.7...1.2).contains(speed) else {
            throw VendorError.invalidSettings("Speed must be between 0.7 and 1.2.")
        }
        guard (0...1).contains(settings["style"]?.number ?? 0) else {
            throw VendorError.invalidSettings("Style must be between 0 and 1.")
        }
        order.speed = speed
        if let seed = body["seed"]?.integer, !(0...4_294_967_295).contains(seed) {
            throw VendorError.invalidParameters("Seed must be between 0 and 4294967295.")
        }
        order.previousIDs = (body["previous_request_ids"]?.array ?? []).compactMap(\.string)
        order.nextIDs = (body["next_request_ids"]?.array ?? []).compactMap(\.string)
        order.previousText = body["previous_text"]?.string
        order.nextText = body["next_text"]?.string
    }

    /// Refuses stitching where the model has none, and notes what is silently ignored.
    private func neighbours(_ order: SpeechOrder, exchange: inout Exchange) async throws {
        let hasText = order.previousText != nil || order.nextText != nil
        if !order.model.takesStitching, order.isStitched || hasText {
            throw VendorError.noStitching(model: order.model.id)
        }
        for (side, ids) in [("previous", order.previousIDs), ("next", order.nextIDs)] {
            if ids.count > 3 { exchange.entry.warnings.append("more than 3 \(side)_request_ids") }
            for id in ids {
                exchange.entry.warnings += await warnings(about: id, side: side, order: order)
            }
        }
        if exchange.query("enable_logging") == "false", order.isStitched {
            exchange.entry.warnings.append("request ids with zero retention")
        }
        if exchange.query("optimize_streaming_latency") != nil {
            exchange.entry.warnings.append("optimize_streaming_latency is deprecated")
        }
    }

    private func warnings(about id: String, side: String, order: SpeechOrder) async -> [String] {
        guard let known = await account.answered[id] else {
            return ["\(side)_request_ids names \(id), which nobody knows"]
        }
        var warnings: [String] = []
        if !known.isComplete { warnings.append("\(side)_request_ids names \(id), not read whole") }
        if known.model != order.model.id { warnings.append("\(id) was made by another model") }
        let age = await account.now - known.time
        if age > 7200 { warnings.append("\(id) is older than two hours") }
        return warnings
    }

    /// The text after dictionaries.
    private func spoken(_ order: SpeechOrder, locators body: JSON, exchange: inout Exchange)
        async throws -> String
    {
        let locators = body["pronunciation_dictionary_locators"]?.array ?? []
        if locators.count > 3 {
            throw VendorError.invalidParameters("At most 3 pronunciation dictionaries.")
        }
        var text = order.text
        for locator in locators {
            let id = locator["pronunciation_dictionary_id"]?.string ?? ""
            guard let dictionary = await account.dictionaries.first(where: { $0.id == id }),
                dictionary.archivedAt == nil
            else { throw VendorError.dictionaryNotFound }
            guard let versionID = locator["version_id"]?.string else {
                // Seen on the real service: the call works and no rule fires.
                exchange.entry.warnings.append("a dictionary without its version")
                continue
            }
            guard let version = dictionary.versions.first(where: { $0.id == versionID }) else {
                throw VendorError.dictionaryNotFound
            }
            text = version.applied(to: text, takesPhonemes: order.model.takesPhonemes)
        }
        return text
    }
}
