import Foundation

/// `/v1/history/…`.
struct HistoryEndpoints: Sendable {
    let account: Account
    let voice: any VoiceBox

    func answer(_ exchange: Exchange, rest: [String], access: Access) async throws -> Answer {
        let permission =
            exchange.method == "GET" ? "speech_history_read" : "speech_history_write"
        try access.check(exchange.key, permission: permission)
        switch (exchange.method, rest.count) {
        case ("GET", 0): return try await list(exchange)
        case ("GET", 1): return Answer(json: try await item(rest[0]).json)
        case ("GET", 2) where rest[1] == "audio":
            let order = try await item(rest[0]).order
            let speech = try await voice.audio(
                for: order,
                withInfoFrame: account.options.writesInfoFrame && !order.isStreamed
            )
            return Answer(bytes: speech.bytes, contentType: order.format.contentType)
        case ("DELETE", 1):
            guard await account.removeHistoryItem(rest[0]) else {
                throw VendorError.historyItemNotFound
            }
            return Answer(json: ["status": "ok"])
        case (_, 0...1): throw VendorError.wrongMethod
        default: throw VendorError.noRoute
        }
    }

    private func item(_ id: String) async throws(VendorError) -> HistoryItem {
        guard let found = await account.history.first(where: { $0.id == id }) else {
            throw .historyItemNotFound
        }
        return found
    }

    private func list(_ exchange: Exchange) async throws -> Answer {
        let size = try exchange.integer("page_size", in: 1...1000, default: 100)
        var items = await account.history
        if exchange.query("sort_direction") != "asc" { items.reverse() }
        if let voice = exchange.query("voice_id") {
            items = items.filter { $0.order.voice.id == voice }
        }
        if let model = exchange.query("model_id") {
            items = items.filter { $0.order.model.id == model }
        }
        if let after = exchange.query("date_after_unix").flatMap({ Double($0) }) {
            items = items.filter { $0.date >= after }
        }
        if let before = exchange.query("date_before_unix").flatMap({ Double($0) }) {
            items = items.filter { $0.date < before }
        }
        if let text = exchange.query("search")?.lowercased() {
            items = items.filter { $0.order.text.lowercased().contains(text) }
        }
        if let start = exchange.query("start_after_history_item_id"),
            let index = items.firstIndex(where: { $0.id == start })
        {
            items = Array(items[(index + 1)...])
        }
        let page = items.prefix(size)
        return Answer(json: [
            "history": .array(page.map(\.json)),
            "last_history_item_id": .optional(page.last?.id),
            "has_more": .bool(page.count < items.count), "scanned_until": .null,
        ])
    }
}
