/// A transfer that did not bring a whole answer.
package struct HTTPError: Error, Sendable, CustomStringConvertible {
    /// What went wrong.
    package enum Code: String, Sendable {
        /// The address can't be used.
        case badAddress
        /// The host was not found, or refused, or did not take the connection in time.
        case unreachable
        /// No trusted TLS connection.
        case tls
        /// Connected, and then no byte, or no further one, or not all in time.
        case timedOut
        /// The connection broke or brought something that is not HTTP.
        case broken
        /// The body is larger than allowed.
        case tooLarge
        case tooManyRedirects
        /// The file could not be written.
        case storage
        /// The client was closed, or libcurl is out of memory.
        case failed
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String
    /// Whether the whole request may have got to the server.
    package var mayHaveArrived: Bool
    /// The answer's head, where it came.
    package var head: HTTPHead?

    /// Creates an error.
    package init(
        code: Code,
        message: String,
        mayHaveArrived: Bool = false,
        head: HTTPHead? = nil
    ) {
        self.code = code
        self.message = message
        self.mayHaveArrived = mayHaveArrived
        self.head = head
    }

    package var description: String { message }
}

extension HTTPError {
    static let closed = HTTPError(code: .failed, message: "the HTTP client was closed")
    static let notInstalled = HTTPError(
        code: .failed,
        message: "requests need libcurl 7.66 or later, which is not installed (Debian: libcurl4)"
    )
    static let outOfMemory = HTTPError(code: .failed, message: "libcurl is out of memory")

    static func timedOut(_ what: String, after limit: Duration) -> HTTPError {
        HTTPError(code: .timedOut, message: "\(what) within \(limit.components.seconds) s")
    }

    static func tooLarge(limit: Int) -> HTTPError {
        HTTPError(code: .tooLarge, message: "the answer is larger than \(limit) bytes")
    }
}
