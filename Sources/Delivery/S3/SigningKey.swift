import NarrateDigest

/// Who asks, as AWS names it; printed nowhere.
struct S3Keys: Sendable, Equatable {
    var accessKeyID: String
    var secretAccessKey: String
    /// Belongs to keys that expire.
    var sessionToken: String?
}

extension S3Keys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "keys" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a request is signed for: a day, a region and a service (AWS Signature Version 4).
struct SigningScope: Sendable, Equatable {
    static let algorithm = "AWS4-HMAC-SHA256"

    /// `20150830T123600Z`.
    var time: String
    var region: String
    var service: String

    private var day: String { String(time.prefix(8)) }

    var text: String { "\(day)/\(region)/\(service)/aws4_request" }

    /// The signature of a canonical request, 64 lower-case hexadecimal digits.
    func signature(of canonicalRequest: String, keys: S3Keys) -> String {
        let digest = SHA256.hex(of: Array(canonicalRequest.utf8))
        let toSign = [Self.algorithm, time, text, digest].joined(separator: "\n")
        var key = Array("AWS4\(keys.secretAccessKey)".utf8)
        for part in [day, region, service, "aws4_request"] {
            key = HMAC.sha256(Array(part.utf8), key: key)
        }
        return SHA256.spelled(HMAC.sha256(Array(toSign.utf8), key: key))
    }
}
