/// A `multipart/form-data` body (RFC 7578).
struct MultipartForm: Sendable {
    private let boundary: String
    private var parts: [UInt8] = []

    /// - Parameter boundary: Must not occur in any part.
    init(boundary: String) { self.boundary = boundary }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The whole body.
    var bytes: [UInt8] { parts + Array("--\(boundary)--\r\n".utf8) }

    mutating func append(_ name: String, _ value: String) {
        append(disposition: "name=\"\(Self.quoted(name))\"", type: nil, content: Array(value.utf8))
    }

    mutating func append(_ name: String, file: String, type: String, content: [UInt8]) {
        append(
            disposition: "name=\"\(Self.quoted(name))\"; filename=\"\(Self.quoted(file))\"",
            type: type,
            content: content
        )
    }

    private mutating func append(disposition: String, type: String?, content: [UInt8]) {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        parts += Array("\(head)\r\n".utf8) + content + Array("\r\n".utf8)
    }

    /// Escapes as browsers do (WHATWG HTML, multipart form data).
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "%22"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(Character(scalar))
            }
        }.joined()
    }
}
