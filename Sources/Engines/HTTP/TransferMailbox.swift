import CCurl
import Synchronization

/// A request handed to the transfer thread, and who waits for its answer.
struct TransferOrder: Sendable {
    let request: HTTPRequest
    let target: BodyTarget
    let ticket: TransferTicket
    let continuation: CheckedContinuation<HTTPResponse, any Error>
}

/// Says whether the task behind a transfer still wants it.
final class TransferTicket: Sendable {
    private let cancelled = Atomic(false)

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// What passes between tasks and the transfer thread.
///
/// `@unchecked`: other threads touch `multi` through `curl_multi_wakeup` only, which libcurl
/// documents as safe from any thread; all else happens on the transfer thread, and the handle goes
/// when neither side holds the mailbox any more.
final class TransferMailbox: @unchecked Sendable {
    struct Mail {
        var orders: [TransferOrder] = []
        var isClosed = false
    }

    let multi: UnsafeMutableRawPointer
    private let mail = Mutex(Mail())

    private static let isInstalled = narrate_curl_is_installed() != 0
    private static let isLibraryReady = narrate_curl_global_init() == CURLE_OK

    init() throws(HTTPError) {
        guard Self.isInstalled else { throw .notInstalled }
        guard Self.isLibraryReady, let multi = narrate_curl_multi_init() else { throw .outOfMemory }
        self.multi = multi
    }

    deinit { narrate_curl_multi_cleanup(multi) }

    /// Hands over an order; an order that comes after the closing is refused at once.
    func post(_ order: TransferOrder) {
        let isClosed = mail.withLock { mail in
            if !mail.isClosed { mail.orders.append(order) }
            return mail.isClosed
        }
        guard !isClosed else { return order.continuation.resume(throwing: HTTPError.closed) }
        wake()
    }

    func close() {
        mail.withLock { $0.isClosed = true }
        wake()
    }

    func wake() { narrate_curl_multi_wakeup(multi) }

    func take() -> Mail {
        mail.withLock { mail in
            defer { mail.orders = [] }
            return mail
        }
    }
}
