import CCurl
import Glibc

/// The one thread that talks to libcurl.
final class TransferLoop {
    private let mailbox: TransferMailbox
    private let options: HTTPClientOptions
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]

    private init(mailbox: TransferMailbox, options: HTTPClientOptions) {
        self.mailbox = mailbox
        self.options = options
    }

    /// Starts the thread; it ends when the mailbox is closed.
    static func start(mailbox: TransferMailbox, options: HTTPClientOptions) throws(HTTPError) {
        let loop = Unmanaged.passRetained(TransferLoop(mailbox: mailbox, options: options))
        var thread = pthread_t()
        let result = pthread_create(
            &thread,
            nil,
            { context in
                // A peer that closes while TLS writes must be an error, not a signal.
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGPIPE)
                pthread_sigmask(SIG_BLOCK, &signals, nil)
                guard let context else { return nil }
                Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            loop.toOpaque()
        )
        guard result == 0 else {
            loop.release()
            throw HTTPError(code: .failed, message: "can't start the transfer thread")
        }
        pthread_detach(thread)
    }

    private func run() {
        while true {
            let mail = mailbox.take()
            mail.orders.forEach(start)
            if mail.isClosed { return endAll(with: HTTPError.closed) }
            endCancelled()
            var running: Int32 = 0
            let result = narrate_curl_multi_perform(mailbox.multi, &running)
            guard result == CURLM_OK else {
                let reason = String(cString: narrate_curl_multi_strerror(result))
                endAll(with: HTTPError(code: .failed, message: "libcurl: \(reason)"))
                continue
            }
            endFinished()
            endOverdue()
            narrate_curl_multi_poll(mailbox.multi, patience)
        }
    }

    /// Milliseconds until the next deadline; a wake-up ends the waiting earlier.
    private var patience: Int32 {
        guard let next = transfers.values.lazy.map(\.deadline).min() else { return 60_000 }
        return Int32(clamping: min((next - .now).milliseconds, 60_000))
    }

    private func start(_ order: TransferOrder) {
        guard !order.ticket.isCancelled else {
            return order.continuation.resume(throwing: CancellationError())
        }
        do throws(HTTPError) {
            let transfer = try Transfer(order, options: options)
            let result = narrate_curl_multi_add(mailbox.multi, transfer.easy.pointer)
            guard result == CURLM_OK else { throw .outOfMemory }
            transfers[transfer.easy.pointer] = transfer
        } catch {
            order.continuation.resume(throwing: error)
        }
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = narrate_curl_multi_info_read(mailbox.multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle
            else { continue }
            let result = narrate_curl_result(message)  // the message goes with its handle
            guard let transfer = remove(handle) else { continue }
            switch transfer.outcome(result) {
            case .success(let response): transfer.order.continuation.resume(returning: response)
            case .failure(let error): transfer.order.continuation.resume(throwing: error)
            }
        }
    }

    private func endCancelled() {
        for transfer in transfers.values where transfer.order.ticket.isCancelled {
            _ = remove(transfer.easy.pointer)
            transfer.order.continuation.resume(throwing: CancellationError())
        }
    }

    private func endOverdue() {
        let now = ContinuousClock.now
        for transfer in transfers.values where transfer.deadline <= now {
            _ = remove(transfer.easy.pointer)
            transfer.order.continuation.resume(throwing: transfer.timeout())
        }
    }

    private func endAll(with error: any Error) {
        for transfer in transfers.values {
            _ = remove(transfer.easy.pointer)
            transfer.order.continuation.resume(throwing: error)
        }
    }

    private func remove(_ handle: UnsafeMutableRawPointer) -> Transfer? {
        narrate_curl_multi_remove(mailbox.multi, handle)
        return transfers.removeValue(forKey: handle)
    }
}
