import NarrateDigest

/// A request to be signed, in the parts that count (AWS Signature Version 4, as S3 has it: a path is
/// encoded once and never tidied up).
struct SignedRequest: Sendable {
    var method: String
    /// Host and port as the client sends them.
    var host: String
    /// Not encoded, from its first slash.
    var path: String
    /// Not encoded.
    var query: [(name: String, value: String)] = []
    /// What is signed besides the host; names in any case.
    var headers: [(name: String, value: String)] = []
    /// The body's SHA-256 in hexadecimal, or `UNSIGNED-PAYLOAD`.
    var payload: String

    static let unsignedPayload = "UNSIGNED-PAYLOAD"

    /// The path as it is sent.
    var encodedPath: String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { AWSCoding.encoded($0) }.joined(separator: "/")
    }

    /// The query as it is signed, which may be sent as it is.
    var encodedQuery: String {
        query.map { (AWSCoding.encoded($0.name), AWSCoding.encoded($0.value)) }
            .sorted { Array($0.0.utf8).precedes($1.0.utf8, or: ($0.1, $1.1)) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// Names of the signed headers, lower case, in order.
    var signedHeaders: String { canonicalHeaders.map(\.name).joined(separator: ";") }

    /// What the signature covers.
    var canonicalForm: String {
        let lines = canonicalHeaders.map { "\($0.name):\($0.value)\n" }.joined()
        return [method, encodedPath, encodedQuery, lines, signedHeaders, payload]
            .joined(separator: "\n")
    }

    /// The `Authorization` header.
    func authorization(_ scope: SigningScope, keys: S3Keys) -> String {
        let signature = scope.signature(of: canonicalForm, keys: keys)
        return "\(SigningScope.algorithm) Credential=\(keys.accessKeyID)/\(scope.text), "
            + "SignedHeaders=\(signedHeaders), Signature=\(signature)"
    }

    /// The query of an address that works without a key for so many seconds.
    func presignedQuery(_ scope: SigningScope, keys: S3Keys, seconds: Int) -> String {
        var request = self
        request.query += [
            ("X-Amz-Algorithm", SigningScope.algorithm),
            ("X-Amz-Credential", "\(keys.accessKeyID)/\(scope.text)"),
            ("X-Amz-Date", scope.time),
            ("X-Amz-Expires", String(seconds)),
            ("X-Amz-SignedHeaders", signedHeaders),
        ]
        if let token = keys.sessionToken { request.query.append(("X-Amz-Security-Token", token)) }
        let signature = scope.signature(of: request.canonicalForm, keys: keys)
        return request.encodedQuery + "&X-Amz-Signature=\(signature)"
    }

    private var canonicalHeaders: [(name: String, value: String)] {
        var values: [String: [String]] = [:]
        for header in headers + [("host", host)] {
            let words = header.value.split { $0.isWhitespace }.joined(separator: " ")
            values[header.name.lowercased(), default: []].append(words)
        }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.joined(separator: ",")) }
    }
}

/// Percent-encoding as AWS wants it: everything but the unreserved characters of RFC 3986.
enum AWSCoding {
    static func encoded(_ text: some StringProtocol) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes; broken escapes stay as they are.
    static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Order by bytes, and by a second pair of texts where the first are the same.
    fileprivate func precedes(_ other: String.UTF8View, or second: (String, String)) -> Bool {
        if elementsEqual(other) { return second.0.utf8.lexicographicallyPrecedes(second.1.utf8) }
        return lexicographicallyPrecedes(other)
    }
}
