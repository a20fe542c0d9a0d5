import FoundationEssentials
import NarrateModel

/// Calls to the service: addresses, key, limits, and errors as the run understands them.
struct ElevenLabsConnection: Sendable {
    let client: HTTPClient
    let key: ElevenLabsKey
    let baseURL: String
    var patience = Patience()
    /// Kept right by every answer.
    let clock = ServiceClock()

    /// A call that costs nothing and answers with JSON; reading calls are made again when they fail.
    func value<Value: Decodable & Sendable>(
        of type: Value.Type = Value.self,
        _ method: String,
        _ path: String,
        query: [(String, String)] = [],
        body: CallBody? = nil
    ) async throws -> Value {
        do {
            return try await answer(type, method, path, query: query, body: body)
        } catch let refusal as RefusedCall {
            throw refusal.engineError
        }
    }

    /// As `value` for a reading call, but `nil` when the key may not ask.
    func permitted<Value: Decodable & Sendable>(
        _ type: Value.Type,
        _ path: String,
        query: [(String, String)] = []
    ) async throws -> Value? {
        do {
            return try await answer(type, "GET", path, query: query, body: nil)
        } catch let refusal as RefusedCall where refusal.lacksPermission {
            return nil
        } catch let refusal as RefusedCall {
            throw refusal.engineError
        }
    }

    private func answer<Value: Decodable & Sendable>(
        _ type: Value.Type,
        _ method: String,
        _ path: String,
        query: [(String, String)],
        body: CallBody?
    ) async throws -> Value {
        let request = request(method, path, query: query, body: body)
        // A change that was made although its answer was lost must not be made twice.
        let patience = method == "GET" ? patience : Patience(delays: [])
        let response = try await patience.call {
            try await exchangeKeepingRefusal(costsMoney: false) { try await client.send(request) }
        }
        do { return try response.decoded(as: type) } catch {
            throw EngineError(
                code: .brokenAnswer,
                message: "the answer to \(path) is not what the service documents"
            )
        }
    }

    /// Body of a call.
    struct CallBody: Sendable {
        var bytes: [UInt8]
        var contentType: String

        static func json(_ value: some Encodable) throws(EngineError) -> CallBody {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            do {
                let data = try encoder.encode(value)
                return CallBody(bytes: Array(data), contentType: "application/json")
            } catch {
                throw EngineError(code: .bug, message: "a request can't be written as JSON")
            }
        }
    }

    func request(
        _ method: String,
        _ path: String,
        query: [(String, String)] = [],
        body: CallBody? = nil
    ) -> HTTPRequest {
        let question = query.isEmpty ? "" : "?\(PercentCoding.query(query))"
        var request = HTTPRequest(method: method, url: "\(baseURL)\(path)\(question)")
        request.headers.append("xi-api-key", key.secret)
        if let body {
            request.headers.append("content-type", body.contentType)
            request.body = body.bytes
        }
        return request
    }

    /// Runs a transfer and turns whatever goes wrong into an `EngineError`.
    func exchange(
        costsMoney: Bool,
        _ transfer: () async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        do {
            return try await exchangeKeepingRefusal(costsMoney: costsMoney, transfer)
        } catch let refusal as RefusedCall {
            throw refusal.engineError
        }
    }

    func exchangeKeepingRefusal(
        costsMoney: Bool,
        _ transfer: () async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try await transfer()
        } catch let error as HTTPError {
            throw error.engineError(costsMoney: costsMoney)
        }
        clock.note(response.headers["date"])
        guard response.head.isSuccess else {
            let refusal = ElevenLabsRefusal(response)
            var error = refusal.engineError
            if !costsMoney { error.charge = .notPaid }
            // No service is known to repeat a key in its messages; one that did must not leak it.
            error.message = key.removed(from: error.message)
            throw RefusedCall(refusal: refusal, engineError: error)
        }
        return response
    }
}

/// A refusal on its way to whoever can still make something of it.
struct RefusedCall: RepeatableFailure {
    var refusal: ElevenLabsRefusal
    var engineError: EngineError

    var lacksPermission: Bool {
        refusal.isAny(of: "missing_permissions", "insufficient_permissions")
    }
}
