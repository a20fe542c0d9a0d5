import NarrateEngines

/// What an answer without success means.
struct S3Refusal: Sendable {
    var status: Int
    /// S3's own word, such as `SlowDown`; empty when there is none.
    var code: String
    /// Where the bucket really is, where the store says so.
    var region: String?
    /// Seconds to wait, where the store says so.
    var retryAfter: Int?

    init(_ response: HTTPResponse) {
        let answer = S3Answer(response.body)
        status = response.status
        code = answer.value("Code") ?? ""
        region = response.headers["x-amz-bucket-region"] ?? answer.value("Region")
        retryAfter = response.head.retryAfter.map { Int(min($0, 86_400).rounded(.up)) }
    }

    /// Whether the same request may succeed later.
    var passes: Bool {
        status >= 500 || status == 429
            || ["SlowDown", "RequestTimeout", "Throttling", "InternalError"].contains(code)
    }

    /// The error that ends the delivery.
    func error(_ what: String, host: String) -> DeliveryError {
        let said = code.isEmpty ? "\(status)" : "\(status) \(Self.word(code))"
        let kind: DeliveryError.Code =
            passes ? .unreachable : code == "NoSuchBucket" ? .cantCreate : .refused
        return DeliveryError(
            code: kind,
            message: "\(host) answered \(said) when narrate was to \(what)",
            hint: hint
        )
    }

    private var hint: String? {
        switch code {
        case "InvalidAccessKeyId", "SignatureDoesNotMatch": "check the keys"
        case "ExpiredToken", "TokenRefreshRequired", "InvalidToken": "get new temporary keys"
        case "AccessDenied": "the keys need leave to list, get, put and delete below the prefix"
        case "NoSuchBucket": "make the bucket first"
        case "RequestTimeTooSkewed": "set the clock of this machine"
        case "PermanentRedirect", "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException":
            region.map { "the bucket is in another region: set AWS_REGION=\(Self.word($0))" }
                ?? "check AWS_REGION and AWS_ENDPOINT_URL_S3"
        default: passes ? "run again later; what was sent need not be sent again" : nil
        }
    }

    /// A word of a server, without anything that could confuse a terminal.
    private static func word(_ text: String) -> String {
        String(
            text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }.prefix(
                60
            )
        )
    }
}
