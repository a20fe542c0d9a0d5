import FlyingFox
import Foundation

/// Finds the endpoint of a request and turns what it throws into the vendor's refusals.
struct Router: HTTPHandler {
    let account: Account
    let voice: any VoiceBox
    let options: StandInOptions

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let traceID = await account.traceID()
        let clock = ContinuousClock()
        let start = clock.now
        var exchange = try await Exchange(request, now: await account.now)
        var answer: Answer
        do {
            answer = try await self.answer(&exchange)
        } catch let error as VendorError {
            answer = Answer(error, traceID: traceID)
            if let wait = options.retryAfter, [429, 503].contains(error.status) {
                answer.headers["retry-after"] = String(wait)
            }
        } catch {
            exchange.entry.warnings.append("the stand-in itself failed: \(error)")
            answer = Answer(.crash, traceID: traceID)
        }
        answer.headers["date"] = Self.date(await account.now)
        exchange.entry.status = answer.isDropped ? 0 : answer.status
        exchange.entry.seconds = (clock.now - start) / .seconds(1)
        if !exchange.path.isEmpty, exchange.path[0].hasPrefix("__") == false {
            await account.record(exchange.entry)
        }
        return answer.response(traceID: traceID)
    }

    /// A time as the header `Date` holds it.
    private static func date(_ time: Double) -> String {
        var seconds = time_t(time)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 64)
        let length = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func answer(_ exchange: inout Exchange) async throws -> Answer {
        var parts = exchange.path[...]
        guard let version = parts.popFirst() else { throw VendorError.noRoute }
        if version.hasPrefix("__") { return try await control(version, exchange) }
        if version == "v2", Array(parts) == ["voices"] {
            return try await VoiceEndpoints(account: account).search(exchange, access: access)
        }
        guard version == "v1", let family = parts.popFirst() else { throw VendorError.noRoute }
        let rest = Array(parts)
        switch family {
        case "text-to-speech":
            return try await SpeechEndpoint(account: account, voice: voice, options: options)
                .answer(&exchange, rest: rest, access: access)
        case "voices":
            return try await VoiceEndpoints(account: account)
                .answer(&exchange, rest: rest, access: access)
        case "models", "user":
            return try await AccountEndpoints(account: account)
                .answer(exchange, family: family, rest: rest, access: access)
        case "pronunciation-dictionaries":
            return try await DictionaryEndpoints(account: account, isStrict: options.isStrict)
                .answer(&exchange, rest: rest, access: access)
        case "history":
            return try await HistoryEndpoints(account: account, voice: voice)
                .answer(exchange, rest: rest, access: access)
        case "speech-to-text", "forced-alignment", "sound-generation":
            return try await ListeningEndpoints(account: account, voice: voice, options: options)
                .answer(&exchange, family: family, rest: rest, access: access)
        default: throw VendorError.noRoute
        }
    }

    private var access: Access { Access(options: options) }

    /// What tests read and set.
    private func control(_ name: String, _ exchange: Exchange) async throws -> Answer {
        switch (exchange.method, name) {
        case ("GET", "__journal"): return Answer(json: await account.journal.json)
        case ("DELETE", "__journal"):
            await account.clearJournal()
            return Answer(json: ["status": "ok"])
        case ("POST", "__faults"):
            await account.setFaults(try FaultPlan(json: try JSON(parsing: exchange.body)))
            return Answer(json: ["status": "ok"])
        case ("POST", "__forget"):
            await account.forgetRequestIDs()
            return Answer(json: ["status": "ok"])
        default: throw VendorError.noRoute
        }
    }
}

/// Says whether a key may do something.
struct Access: Sendable {
    let options: StandInOptions

    /// A restricted key lacks the permission; `nil` is what any key may do.
    func check(_ key: String?, permission: String?) throws(VendorError) {
        guard let key, !key.isEmpty else { throw .noKey }
        let isKeyID = key.count == 64 && key.allSatisfy(\.isHexDigit)
        guard !isKeyID else { throw .keyID }
        if options.restrictedKeys.contains(key) {
            guard let permission else { return }
            throw .missingPermission(permission)
        }
        let isKnown = options.keys.isEmpty ? !key.contains("wrong") : options.keys.contains(key)
        guard isKnown else { throw .wrongKey }
    }
}

extension FaultPlan {
    /// `{"script":["busy",null],"probabilities":{"cut":0.1},"marked":[{"text":"x","fault":"cut","times":1}]}`.
    init(json: JSON) throws {
        func fault(_ value: JSON?) throws -> Fault {
            guard let name = value?.string, let fault = Fault(rawValue: name) else {
                throw VendorError.invalidParameters("no such fault")
            }
            return fault
        }
        for item in json["script"]?.array ?? [] {
            script.append(item == .null ? nil : try fault(item))
        }
        for (name, value) in json["probabilities"]?.object ?? [:] {
            probabilities[try fault(.string(name))] = value.number
        }
        for item in json["marked"]?.array ?? [] {
            marked.append(
                Mark(
                    text: item["text"]?.string ?? "",
                    fault: try fault(item["fault"]),
                    times: item["times"]?.integer ?? 1
                )
            )
        }
    }
}
