import Foundation

/// `POST /v1/text-to-speech/{voice_id}[/stream][/with-timestamps]`.
struct SpeechEndpoint: Sendable {
    let account: Account
    let voice: any VoiceBox
    let options: StandInOptions

    /// How the answer is asked for.
    struct Form: Sendable {
        var isStreamed = false
        var hasTimestamps = false

        init?(_ rest: some Collection<String>) {
            switch Array(rest) {
            case []: break
            case ["stream"]: isStreamed = true
            case ["with-timestamps"]: hasTimestamps = true
            case ["stream", "with-timestamps"]: (isStreamed, hasTimestamps) = (true, true)
            default: return nil
            }
        }
    }

    func answer(_ exchange: inout Exchange, rest: [String], access: Access) async throws -> Answer {
        guard let voiceID = rest.first, let form = Form(rest.dropFirst()) else {
            throw VendorError.noRoute
        }
        guard exchange.method == "POST" else { throw VendorError.wrongMethod }
        let body = try exchange.json(
            .speech(withTimestamps: form.hasTimestamps),
            isStrict: options.isStrict
        )
        try Self.checkQuery(exchange)
        let known = ["output_format", "enable_logging", "optimize_streaming_latency"]
        exchange.entry.warnings += exchange.query.map(\.name).filter { !known.contains($0) }
            .map { "unknown query name \($0)" }
        try access.check(exchange.key, permission: nil)
        var order = try await SpeechOrderReader(account: account)
            .order(body, voiceID: voiceID, form: form, exchange: &exchange)
        exchange.entry.characters = order.characters
        let fault = await account.nextFault(text: order.text, isStitched: order.isStitched)
        exchange.entry.fault = fault
        let figures = await account.figures(group: order.model.group)
        if let refusal = fault?.refusal(figures) { throw refusal }
        Self.spoil(&order, by: fault)
        return try await speak(order, form: form, fault: fault, exchange: &exchange)
    }

    private static func checkQuery(_ exchange: Exchange) throws {
        if let flag = exchange.query("enable_logging"),
            !["true", "false", "1", "0"].contains(flag.lowercased())
        {
            throw VendorError.invalid([
                Shape.Complaint(
                    type: "bool_parsing",
                    location: ["query", "enable_logging"],
                    message: "Input should be a valid boolean, unable to interpret input",
                    input: .string(flag),
                    context: nil
                )
            ])
        }
    }

    /// What a fault does to the words that are said.
    private static func spoil(_ order: inout SpeechOrder, by fault: Fault?) {
        let sentences = order.spoken.split(separator: ".", omittingEmptySubsequences: true)
        switch fault {
        case .silence: order.silenceInside = 5
        case .missingSentence: order.spoken = sentences.dropLast().joined(separator: ".") + "."
        case .repeatedSentence: order.spoken += " " + (sentences.last.map(String.init) ?? "")
        default: break
        }
    }

    /// Holds a slot and the credits while speech is made.
    private func speak(
        _ order: SpeechOrder,
        form: Form,
        fault: Fault?,
        exchange: inout Exchange
    ) async throws -> Answer {
        let group = order.model.group
        exchange.entry.inFlight = try await account.enter(group: group)
        let latency = await account.latency(characters: order.characters, model: order.model)
        let speech: RenderedSpeech
        do {
            try await account.reserve(order.cost)
        } catch {
            await account.leave(group: group)
            throw error
        }
        do {
            if latency > 0 { try await Task.sleep(for: .seconds(latency)) }
            if fault == .hang { try await Task.sleep(for: .seconds(3600)) }
            speech = try await voice.audio(
                for: order,
                withInfoFrame: options.writesInfoFrame && !form.isStreamed
            )
        } catch {
            await account.release(order.cost)
            await account.leave(group: group)
            throw error
        }
        let item = await bill(order, speech: speech, exchange: &exchange)
        // Of words that a dictionary replaced, a listener hears what is meant.
        let isSpoilt = fault == .missingSentence || fault == .repeatedSentence
        await account.remember(
            audio: speech.bytes,
            as: Account.Spoken(text: isSpoilt ? order.spoken : order.text, seconds: speech.seconds)
        )
        await account.leave(group: group)
        var answer = SpeechAnswer(order: order, form: form, speech: speech).answer
        let capacity = await account.capacity(of: group)
        answer.headers = Self.headers(item, exchange.entry, capacity: capacity, latency: latency)
        answer.onEnd = { [account] in await account.bodyWasRead(requestID: item.requestID) }
        answer.spoil(by: fault)
        return answer
    }

    private func bill(
        _ order: SpeechOrder,
        speech: RenderedSpeech,
        exchange: inout Exchange
    ) async -> HistoryItem {
        let item = HistoryItem(
            id: await account.identifier(),
            requestID: await account.identifier(),
            order: order,
            cost: order.cost
        )
        await account.release(order.cost)
        await account.finish(
            item,
            order: order,
            keepsHistory: exchange.query("enable_logging") != "false"
        )
        exchange.entry.cost = order.cost
        exchange.entry.requestID = item.requestID
        exchange.entry.historyItemID = item.id
        return item
    }

    private static func headers(
        _ item: HistoryItem,
        _ entry: Journal.Entry,
        capacity: Int,
        latency: Double
    ) -> [String: String] {
        [
            "request-id": item.requestID, "history-item-id": item.id,
            "character-cost": String(item.cost), "tts-latency-ms": String(Int(latency * 1000)),
            "current-concurrent-requests": String(entry.inFlight),
            "workspace-concurrent-requests": String(entry.inFlight),
            "maximum-concurrent-requests": String(capacity),
            "vary": "Accept-Language",
        ]
    }
}

extension Answer {
    /// What a fault does to an answer that was made and billed.
    fileprivate mutating func spoil(by fault: Fault?) {
        let whole = pieces.reduce(Data()) { $0 + $1 }
        switch fault {
        case .dropped: isDropped = true
        case .cut: cutAfter = whole.count * 2 / 3
        case .truncated: pieces = [whole.dropLast(min(whole.count / 3, 700))]
        case .emptyBody: pieces = [Data()]
        case .jsonBody:
            pieces = [JSON.object(["detail": ["status": "queued"]]).data]
        case .htmlBody: pieces = [Data("<!doctype html><html><body>ok</body></html>".utf8)]
        case .slowStart: pause = 1
        case .largeTag where contentType == "audio/mpeg":
            pieces = [MP3Shape.largeTag() + whole.dropFirst(45)]
        default: break
        }
    }
}
