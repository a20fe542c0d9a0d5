import CCurl

/// A request on its way; lives on the transfer thread from its start to its end.
final class Transfer {
    let order: TransferOrder
    var easy: EasyHandle
    private let startedAt: ContinuousClock.Instant
    private var lastByteAt: ContinuousClock.Instant?
    private var head: HTTPHead?
    private var sink: BodySink?
    private var bodyCursor = 0
    private var failure: HTTPError?

    init(_ order: TransferOrder, options: HTTPClientOptions) throws(HTTPError) {
        self.order = order
        easy = try EasyHandle()
        startedAt = .now
        try configure(options)
    }

    private var request: HTTPRequest { order.request }

    // MARK: What the callbacks tell

    func receive(headerLine line: String) {
        lastByteAt = .now
        guard line.hasPrefix("HTTP/") else {
            head?.headers.append(line: line)
            return
        }
        // Each answer of a chain (100, redirects) begins anew.
        let status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        head = HTTPHead(status: status)
    }

    func receive(_ chunk: UnsafeRawBufferPointer) -> Bool {
        lastByteAt = .now
        do throws(HTTPError) {
            if sink == nil {
                sink = try BodySink(target: order.target, head: head, limit: request.limits.bytes)
            }
            try sink?.take(chunk)
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// Fills a buffer with the next bytes of the request's body.
    func nextBytes(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let body = request.body else { return 0 }
        let count = min(buffer.count, body.count - bodyCursor)
        buffer.copyBytes(from: body[bodyCursor..<bodyCursor + count])
        bodyCursor += count
        return count
    }

    // MARK: Time

    /// When the transfer has to be given up if nothing more comes.
    var deadline: ContinuousClock.Instant {
        let limits = request.limits
        let quiet = lastByteAt.map { $0 + limits.idle } ?? startedAt + limits.firstByte
        return min(quiet, startedAt + limits.whole)
    }

    func timeout() -> HTTPError {
        let limits = request.limits
        let host = HTTPError.host(of: request.url)
        if ContinuousClock.now >= startedAt + limits.whole {
            return finished(.timedOut("\(host) did not finish its answer", after: limits.whole))
        }
        let error: HTTPError =
            lastByteAt == nil
            ? .timedOut("\(host) did not answer", after: limits.firstByte)
            : .timedOut("\(host) sent nothing more", after: limits.idle)
        return finished(error)
    }

    // MARK: The end

    func outcome(_ result: CURLcode) -> Result<HTTPResponse, HTTPError> {
        if let failure { return .failure(finished(failure)) }
        guard result == CURLE_OK, let head else {
            return .failure(
                finished(HTTPError(result, detail: easy.errorDetail, url: request.url))
            )
        }
        do throws(HTTPError) {
            if sink == nil {  // an empty body still empties the file
                sink = try BodySink(target: order.target, head: head, limit: request.limits.bytes)
            }
        } catch { return .failure(finished(error)) }
        let body = sink?.bytes ?? []
        let count = sink?.count ?? 0
        sink = nil  // closes the file before anyone reads it
        return .success(
            HTTPResponse(head: head, body: body, byteCount: count, url: easy.effectiveURL)
        )
    }

    private func finished(_ error: HTTPError) -> HTTPError {
        var error = error
        error.head = head
        error.mayHaveArrived = head != nil || request.body.map { bodyCursor == $0.count } ?? true
        if error.code == .unreachable || error.code == .tls { error.mayHaveArrived = false }
        return error
    }
}
