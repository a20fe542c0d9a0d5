/// What all requests of a client have in common.
package struct HTTPClientOptions: Sendable, Equatable {
    package var userAgent: String
    /// PEM file of certificate authorities in place of the system's.
    package var certificateAuthorities: String?

    /// Creates options.
    package init(userAgent: String = "narrate", certificateAuthorities: String? = nil) {
        self.userAgent = userAgent
        self.certificateAuthorities = certificateAuthorities
    }
}

/// An HTTP client: one thread for all transfers, connections used again, tasks never blocked.
///
/// It has no limit of its own on how many requests are in flight: time runs from the start of a
/// transfer, so whoever calls decides when a request has its slot.
package final class HTTPClient: Sendable {
    private let mailbox: TransferMailbox

    /// Starts a client.
    /// - Throws: `HTTPError.failed` when libcurl or its thread can't be started.
    package init(options: HTTPClientOptions = HTTPClientOptions()) throws(HTTPError) {
        mailbox = try TransferMailbox()
        try TransferLoop.start(mailbox: mailbox, options: options)
    }

    deinit { mailbox.close() }

    /// Sends a request and reads the whole answer into memory.
    ///
    /// Any status is an answer. A cancelled task gives its connection up within milliseconds.
    /// - Throws: `HTTPError` or `CancellationError`.
    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await transfer(request, to: .memory)
    }

    /// Sends a request and writes the body of a successful answer to a file.
    ///
    /// The body of any other answer is in the response. On failure the file holds what had come.
    /// - Throws: `HTTPError` or `CancellationError`.
    package func download(_ request: HTTPRequest, to path: String) async throws -> HTTPResponse {
        try await transfer(request, to: .file(path: path))
    }

    private func transfer(_ request: HTTPRequest, to target: BodyTarget) async throws
        -> HTTPResponse
    {
        let ticket = TransferTicket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                mailbox.post(
                    TransferOrder(
                        request: request,
                        target: target,
                        ticket: ticket,
                        continuation: continuation
                    )
                )
            }
        } onCancel: {
            ticket.cancel()
            mailbox.wake()
        }
    }
}
