import Testing

@testable import NarrateEngines

/// The end of a client: nobody may be left waiting.
@Suite(.timeLimit(.minutes(1))) struct TransferMailboxTests {
    private func order(_ url: String, in mailbox: TransferMailbox) async throws -> HTTPResponse {
        try await withCheckedThrowingContinuation { continuation in
            mailbox.post(
                TransferOrder(
                    request: HTTPRequest(url: url),
                    target: .memory,
                    ticket: TransferTicket(),
                    continuation: continuation
                )
            )
        }
    }

    @Test func `a transfer in flight ends when the mailbox is closed`() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            arrived.continuation.yield()
            connection.waitForClose()
        }
        let mailbox = try TransferMailbox()
        try TransferLoop.start(mailbox: mailbox, options: HTTPClientOptions())
        let task = Task { try await order(server.url, in: mailbox) }
        for await _ in arrived.stream { break }
        mailbox.close()
        let error = await #expect(throws: HTTPError.self) { try await task.value }
        #expect(error?.code == .failed)
    }

    @Test func `an order after the closing is refused`() async throws {
        let mailbox = try TransferMailbox()
        mailbox.close()
        let error = await #expect(throws: HTTPError.self) {
            try await order("http://127.0.0.1:9", in: mailbox)
        }
        #expect(error?.code == .failed)
    }

    @Test func `an order that waits for the thread is refused when it ends first`() async throws {
        let mailbox = try TransferMailbox()
        let task = Task { try await order("http://127.0.0.1:9", in: mailbox) }
        while mailbox.isEmpty { await Task.yield() }
        mailbox.close()
        try TransferLoop.start(mailbox: mailbox, options: HTTPClientOptions())
        let error = await #expect(throws: HTTPError.self) { try await task.value }
        #expect(error?.code == .failed)
    }
}

extension TransferMailbox {
    /// Whether no order waits.
    fileprivate var isEmpty: Bool {
        let mail = take()
        mail.orders.forEach(post)
        return mail.orders.isEmpty
    }
}
