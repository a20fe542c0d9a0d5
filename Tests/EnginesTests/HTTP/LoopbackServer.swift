import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 that does to each connection what a test says; threads, no tasks.
final class LoopbackServer: Sendable {
    /// One accepted connection.
    struct Connection {
        let descriptor: Int32
        /// Position among the server's connections, from 1.
        let number: Int

        /// Reads one request: its head and as many bytes of body as `content-length` says.
        func readRequest() -> String? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                    let wanted =
                        head.lowercased().split(separator: "\r\n")
                        .first { $0.hasPrefix("content-length:") }
                        .flatMap { Int($0.split(separator: " ")[1]) } ?? 0
                    if bytes.count - end.upperBound >= wanted {
                        return String(decoding: bytes, as: UTF8.self)
                    }
                }
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                bytes += buffer[..<count]
            }
        }

        func write(_ text: String) { write(Array(text.utf8)) }

        func write(_ bytes: [UInt8]) {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }

        func answer(_ status: Int = 200, headers: [String] = [], body: String = "") {
            let lines = ["HTTP/1.1 \(status) X", "content-length: \(body.utf8.count)"] + headers
            write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }

        /// Waits until the client has gone.
        func waitForClose() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }

        /// Waits for a while until the client, which has nothing more to say, goes; whether it has.
        func isLeft(within time: Duration) -> Bool {
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&wanted, 1, Int32(time / .milliseconds(1))) > 0
        }

        /// Makes the close a reset instead of an orderly end.
        func resetOnClose() {
            var linger = linger(l_onoff: 1, l_linger: 0)
            let size = socklen_t(MemoryLayout<Glibc.linger>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
        }
    }

    let port: UInt16
    private let listener: Int32
    private let counts = Mutex((connections: 0, requests: 0))

    var url: String { "http://127.0.0.1:\(port)" }
    var connectionCount: Int { counts.withLock(\.connections) }
    var requestCount: Int { counts.withLock(\.requests) }

    /// Each connection is served on a thread of its own and closed after.
    init(serve: @escaping @Sendable (Connection) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard result else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            // Closed here alone: elsewhere another server might get its number while this thread still waits for it.
            defer { close(descriptor) }
            while true {
                let accepted = accept(descriptor, nil, nil)
                guard accepted >= 0 else { return }
                guard let number = self?.admit() else {
                    close(accepted)
                    return
                }
                Thread.detachNewThread {
                    serve(Connection(descriptor: accepted, number: number))
                    close(accepted)
                }
            }
        }
    }

    /// A server that answers each request, on connections that stay open.
    convenience init(answering answer: @escaping @Sendable (Connection, String) -> Void) throws {
        try self.init { connection in
            while let request = connection.readRequest() { answer(connection, request) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func admit() -> Int {
        counts.withLock { counts in
            counts.connections += 1
            return counts.connections
        }
    }
}
