import FoundationEssentials
import NarrateDigest
import NarrateEngines

/// Signed requests to one bucket, made again while there is hope.
struct S3Client: Sendable {
    let http: HTTPClient
    let access: S3Access
    let place: S3Place
    /// Waits before each further attempt.
    var delays: [Duration] = [
        .milliseconds(300), .milliseconds(900), .seconds(2), .seconds(5), .seconds(10),
    ]
    /// Waits; throws when the task is cancelled.
    var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// Seconds since 1970.
    var now: @Sendable () -> Double = { Date.now.timeIntervalSince1970 }

    /// Longest wait that a store is granted when it asks for one.
    private static let longestWait = 30

    /// A request, before it is signed.
    struct Order: Sendable {
        /// What it is for, to be read behind "narrate was to".
        var purpose: String
        var method: String
        /// The object, empty for the bucket itself.
        var key = ""
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        var body: [UInt8]?
        /// Status besides those of success that is an answer.
        var expected: Set<Int> = []
    }

    /// Sends a request until it is answered for good.
    ///
    /// - Throws: `DeliveryError`, `CancellationError`.
    func send(_ order: Order) async throws -> HTTPResponse {
        for delay in delays {
            switch try await attempt(order) {
            case .success(let response): return response
            case .failure(.passing(_, let wait)):
                try await pause(max(delay, .seconds(min(wait ?? 0, Self.longestWait))))
            case .failure(.final(let error)): throw error
            }
        }
        switch try await attempt(order) {
        case .success(let response): return response
        case .failure(.passing(let error, _)), .failure(.final(let error)): throw error
        }
    }

    /// An address of an object that works without a key.
    func link(to key: String, seconds: Int) -> String {
        let request = SignedRequest(
            method: "GET",
            host: place.host,
            path: path(of: key),
            payload: SignedRequest.unsignedPayload
        )
        let query = request.presignedQuery(scope, keys: access.keys, seconds: seconds)
        return "\(place.scheme)://\(place.host)\(request.encodedPath)?\(query)"
    }

    private enum Failure: Error {
        case passing(DeliveryError, wait: Int?)
        case final(DeliveryError)
    }

    private func attempt(_ order: Order) async throws -> Result<HTTPResponse, Failure> {
        let response: HTTPResponse
        do {
            response = try await http.send(signed(order))
        } catch let error as HTTPError {
            let code: DeliveryError.Code = error.code == .badAddress ? .usage : .unreachable
            let failed = DeliveryError(code: code, message: error.message)
            let isFinal = [.badAddress, .tls, .tooLarge].contains(error.code)
            return .failure(isFinal ? .final(failed) : .passing(failed, wait: nil))
        }
        let isExpected = order.expected.contains(response.status)
        // Some answers begin with success and say otherwise in the body.
        let isFailure = response.head.isSuccess && S3Answer(response.body).isError
        guard !isExpected, !response.head.isSuccess || isFailure else { return .success(response) }
        let refusal = S3Refusal(response)
        let error = refusal.error(order.purpose, host: place.host)
        return .failure(
            refusal.passes || isFailure ? .passing(error, wait: refusal.retryAfter) : .final(error)
        )
    }

    private func path(of key: String) -> String {
        let path = key.isEmpty ? place.root : "\(place.root)/\(key)"
        return path.isEmpty ? "/" : path
    }

    private var scope: SigningScope {
        SigningScope(time: Self.stamp(now()), region: access.region, service: "s3")
    }

    private func signed(_ order: Order) -> HTTPRequest {
        let payload = SHA256.hex(of: order.body ?? [])
        let scope = scope
        var headers = order.headers
        headers.append(("x-amz-content-sha256", payload))
        headers.append(("x-amz-date", scope.time))
        if let token = access.keys.sessionToken { headers.append(("x-amz-security-token", token)) }
        let request = SignedRequest(
            method: order.method,
            host: place.host,
            path: path(of: order.key),
            query: order.query,
            headers: headers,
            payload: payload
        )
        var sent = HTTPHeaders()
        for header in headers { sent.append(header.name, header.value) }
        sent.append("Authorization", request.authorization(scope, keys: access.keys))
        let query = request.encodedQuery
        // A slow line may need its time: sixteen megabytes in a quarter of an hour are 18 kB/s.
        let limits = HTTPLimits(
            firstByte: .seconds(900),
            idle: .seconds(120),
            whole: .seconds(1200)
        )
        var http = HTTPRequest(
            method: order.method,
            url: "\(place.scheme)://\(place.host)\(request.encodedPath)"
                + (query.isEmpty ? "" : "?\(query)"),
            headers: sent,
            body: order.body,
            limits: limits
        )
        http.acceptsCompression = false
        return http
    }

    /// `20150830T123600Z`.
    static func stamp(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(.iso8601)
            .replacing("-", with: "").replacing(":", with: "")
    }
}

extension S3Answer {
    /// Whether it is an error whatever its status says.
    var isError: Bool { value("Error") != nil }
}
