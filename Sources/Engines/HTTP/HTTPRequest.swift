/// A request and the limits its answer has to keep.
package struct HTTPRequest: Sendable {
    package var method: String
    package var url: String
    package var headers: HTTPHeaders
    /// Body as it is sent; `nil` for none.
    package var body: [UInt8]?
    package var limits: HTTPLimits
    /// How many redirects are followed; 0 hands a redirect back as the answer it is.
    package var redirects: Int
    /// Whether a compressed answer is asked for and inflated.
    package var acceptsCompression: Bool

    /// Creates a request.
    package init(
        method: String = "GET",
        url: String,
        headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8]? = nil,
        limits: HTTPLimits = HTTPLimits()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        redirects = 0
        acceptsCompression = true
    }
}

/// How long a transfer may take and how much it may bring; time runs from when it is started.
package struct HTTPLimits: Sendable, Equatable {
    /// Name resolution, connection and TLS together.
    package var connect: Duration
    /// From the start to the first byte of the answer.
    package var firstByte: Duration
    /// Between bytes, once the answer has begun.
    package var idle: Duration
    /// From the start to the last byte.
    package var whole: Duration
    /// Bytes of the body, inflated.
    package var bytes: Int

    /// Creates limits; the defaults suit an answer that is a document.
    package init(
        connect: Duration = .seconds(15),
        firstByte: Duration = .seconds(60),
        idle: Duration = .seconds(30),
        whole: Duration = .seconds(120),
        bytes: Int = 32 << 20
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.whole = whole
        self.bytes = bytes
    }
}
