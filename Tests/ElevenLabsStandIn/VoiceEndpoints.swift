import Foundation

/// `/v1/voices/…` and `GET /v2/voices`.
struct VoiceEndpoints: Sendable {
    let account: Account

    func answer(_ exchange: inout Exchange, rest: [String], access: Access) async throws -> Answer {
        if exchange.method == "GET", rest == ["settings", "default"] {
            return Answer(json: CatalogVoice.settings)
        }
        let permission = exchange.method == "GET" ? "voices_read" : "voices_write"
        switch (exchange.method, rest.count) {
        case ("GET", 0):
            try access.check(exchange.key, permission: permission)
            return Answer(json: ["voices": .array(CatalogVoice.all.map(\.json))])
        case ("GET", 1):
            try access.check(exchange.key, permission: permission)
            return Answer(json: try Self.voice(rest[0]).json)
        case ("GET", 2) where rest[1] == "settings":
            try access.check(exchange.key, permission: permission)
            _ = try Self.voice(rest[0])
            return Answer(json: CatalogVoice.settings)
        case ("POST", 3) where Array(rest[1...]) == ["settings", "edit"]:
            _ = try exchange.json(.voiceSettings, isStrict: false)
            try access.check(exchange.key, permission: permission)
            _ = try Self.voice(rest[0])
            return Answer(json: ["status": "ok"])
        case (_, 0...1): throw VendorError.wrongMethod
        default: throw VendorError.noRoute
        }
    }

    /// The list of voices gives 400 where speech gives 404.
    private static func voice(_ id: String) throws(VendorError) -> CatalogVoice {
        guard let voice = CatalogVoice.all.first(where: { $0.id == id }) else {
            var error = VendorError.voiceNotFound(id)
            error.status = 400
            throw error
        }
        return voice
    }

    func search(_ exchange: Exchange, access: Access) async throws -> Answer {
        guard exchange.method == "GET" else { throw VendorError.wrongMethod }
        let size = try exchange.integer("page_size", in: 1...100, default: 10)
        try access.check(exchange.key, permission: "voices_read")
        var voices = CatalogVoice.all
        if let text = exchange.query("search")?.lowercased(), !text.isEmpty {
            voices = voices.filter {
                "\($0.name) \($0.accent) \($0.gender)".lowercased().contains(text)
            }
        }
        if let category = exchange.query("category") {
            voices = voices.filter { $0.category == category }
        }
        if let gender = exchange.query("gender") { voices = voices.filter { $0.gender == gender } }
        let ids = exchange.queries("voice_ids")
        if !ids.isEmpty { voices = voices.filter { ids.contains($0.id) } }
        let start = exchange.query("next_page_token").flatMap { Int($0) } ?? 0
        let page = voices.dropFirst(start).prefix(size)
        let end = start + page.count
        return Answer(json: [
            "voices": .array(page.map(\.json)), "has_more": .bool(end < voices.count),
            "total_count": .integer(voices.count),
            "next_page_token": end < voices.count ? .string(String(end)) : .null,
        ])
    }
}
