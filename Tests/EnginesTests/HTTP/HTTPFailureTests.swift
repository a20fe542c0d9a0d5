import Foundation
import Synchronization
import Testing

@testable import NarrateEngines

/// What a transfer that fails says of itself, above all whether the request may have been paid for.
@Suite(.timeLimit(.minutes(1))) struct HTTPFailureTests {
    let client: HTTPClient

    init() throws { client = try HTTPClient() }

    private func failure(_ request: HTTPRequest) async throws -> HTTPError {
        let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
        return try #require(error)
    }

    private func post(_ url: String) -> HTTPRequest {
        HTTPRequest(method: "POST", url: url, body: Array(repeating: 65, count: 2000))
    }

    @Test func `a refused connection cost nothing`() async throws {
        var server: LoopbackServer? = try LoopbackServer { _ in }
        let url = try #require(server).url
        server = nil
        let error = try await failure(post(url))
        #expect(error.code == .unreachable)
        #expect(!error.mayHaveArrived)
        #expect(error.message.hasPrefix("could not reach 127.0.0.1:"))
    }

    @Test func `an unknown host cost nothing`() async throws {
        let error = try await failure(post("http://no-such-host.invalid/x"))
        #expect(error.code == .unreachable)
        #expect(!error.mayHaveArrived)
    }

    @Test func `a reset after the request may have cost something`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.resetOnClose()
        }
        let error = try await failure(post(server.url))
        #expect(error.code == .broken)
        #expect(error.mayHaveArrived)
        #expect(error.head == nil)
    }

    /// libcurl sends a request again on its own when a reused connection breaks before an answer.
    @Test func `a paid request is not sent twice when a reused connection breaks`() async throws {
        let posts = Mutex(0)
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                let count = posts.withLock { posts in
                    posts += 1
                    return posts
                }
                guard count == 1 else { return }
                connection.answer(body: "first")
            }
        }
        #expect(try await client.send(post(server.url)).status == 200)
        let error = try await failure(post(server.url))
        #expect(error.mayHaveArrived)
        #expect(posts.withLock { $0 } == 2)
    }

    @Test func `a body shorter than announced is no answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write(
                "HTTP/1.1 200 OK\r\nrequest-id: abc\r\ncontent-length: 100\r\n\r\nhalf"
            )
        }
        let error = try await failure(post(server.url))
        #expect(error.code == .broken)
        #expect(error.mayHaveArrived)
        #expect(error.head?.headers["request-id"] == "abc")
    }

    @Test func `a chunked body without its end is no answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n")
        }
        #expect(try await failure(post(server.url)).code == .broken)
    }

    @Test func `no first byte in time is given up`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        var request = post(server.url)
        request.limits.firstByte = .milliseconds(150)
        let error = try await failure(request)
        #expect(error.code == .timedOut)
        #expect(error.mayHaveArrived)
        #expect(error.message.contains("did not answer"))
    }

    @Test func `silence inside an answer is given up`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")
            connection.waitForClose()
        }
        var request = post(server.url)
        request.limits.idle = .milliseconds(150)
        let error = try await failure(request)
        #expect(error.code == .timedOut)
        #expect(error.message.contains("nothing more"))
    }

    @Test func `an answer that trickles for ever is given up`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
            for _ in 0..<200 {
                guard !connection.isLeft(within: .milliseconds(10)) else { return }
                connection.write("a")
            }
        }
        var request = post(server.url)
        request.limits.whole = .milliseconds(300)
        let error = try await failure(request)
        #expect(error.code == .timedOut)
        #expect(error.message.contains("did not finish"))
    }

    @Test(arguments: ["content-length: 100000\r\n", "transfer-encoding: chunked\r\n"])
    func `a body over the limit is refused`(framing: String) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            let body = String(repeating: "a", count: 100_000)
            connection.write("HTTP/1.1 200 OK\r\n\(framing)\r\n")
            connection.write(framing.hasPrefix("content") ? body : "186a0\r\n\(body)\r\n0\r\n\r\n")
        }
        var request = post(server.url)
        request.limits.bytes = 50_000
        #expect(try await failure(request).code == .tooLarge)
    }

    @Test func `a file that can't be written is a fault of the disk`() async throws {
        let server = try LoopbackServer { connection, _ in connection.answer(body: "x") }
        let error = await #expect(throws: HTTPError.self) {
            try await client.download(HTTPRequest(url: server.url), to: "/no/such/folder/file")
        }
        #expect(error?.code == .storage)
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/x", "http://", "ftp://127.0.0.1/x"])
    func `other schemes and broken addresses are refused`(url: String) async throws {
        #expect(try await failure(HTTPRequest(url: url)).code == .badAddress)
    }

    @Test func `a redirect to another scheme is not followed`() async throws {
        let server = try LoopbackServer { connection, _ in
            connection.answer(302, headers: ["Location: file:///etc/passwd"])
        }
        var request = HTTPRequest(url: server.url)
        request.redirects = 5
        #expect(try await failure(request).code == .badAddress)
    }

    @Test func `a loop of redirects ends`() async throws {
        let server = try LoopbackServer { connection, _ in
            connection.answer(302, headers: ["Location: /again"])
        }
        var request = HTTPRequest(url: server.url)
        request.redirects = 5
        #expect(try await failure(request).code == .tooManyRedirects)
    }

    @Test func `messages hold no user, path or query of an address`() {
        #expect(
            HTTPError.host(of: "https://u:p@host.example:8443/a?key=s#f") == "host.example:8443"
        )
        #expect(HTTPError.host(of: "host.example/a") == "host.example")
    }
}
