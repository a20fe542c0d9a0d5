import FoundationEssentials

/// Status line and header fields of an answer.
package struct HTTPHead: Sendable, Equatable {
    package var status: Int
    package var headers: HTTPHeaders

    /// Creates a head.
    package init(status: Int, headers: HTTPHeaders = HTTPHeaders()) {
        self.status = status
        self.headers = headers
    }

    /// Whether the status is one of success (2xx).
    package var isSuccess: Bool { (200..<300).contains(status) }

    /// Media type of the body, lower case, without parameters; empty when not given.
    package var mediaType: String {
        let type = headers["content-type"] ?? ""
        return String(type.prefix { $0 != ";" }).trimmed.lowercased()
    }

    /// Seconds to wait before another try, as `Retry-After` says it: a number or a date.
    package var retryAfter: Double? {
        guard let header = headers["retry-after"] else { return nil }
        if let seconds = Double(header) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
        guard let moment = HTTPDate.seconds(of: header) else { return nil }
        // By the server's clock where it tells: this machine's may be wrong.
        let now = headers["date"].flatMap(HTTPDate.seconds) ?? Date.now.timeIntervalSince1970
        return max(0, moment - now)
    }
}

/// An answer whose body has been read to its end.
package struct HTTPResponse: Sendable {
    package var head: HTTPHead
    /// The body, unless it went to a file.
    package var body: [UInt8]
    /// Bytes of the body wherever it went.
    package var byteCount: Int
    /// Address that answered, after redirects.
    package var url: String

    package var status: Int { head.status }
    package var headers: HTTPHeaders { head.headers }

    /// The body as a value of a type.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body))
    }
}
