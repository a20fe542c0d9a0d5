import Foundation
import Synchronization
import Testing

@testable import NarrateEngines

@Suite(.timeLimit(.minutes(1))) struct HTTPClientTests {
    let client: HTTPClient

    init() throws { client = try HTTPClient() }

    @Test func `sends method, headers and body, and reads the answer`() async throws {
        let server = try LoopbackServer { connection, request in
            connection.answer(201, headers: ["X-Echo: \(request.count)"], body: request)
        }
        var request = HTTPRequest(
            method: "POST",
            url: "\(server.url)/a?b=c",
            body: Array("hé".utf8)
        )
        request.headers.append("xi-test", "yes")
        let response = try await client.send(request)
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(response.status == 201)
        #expect(response.headers["x-echo"] == "\(text.count)")
        #expect(text.hasPrefix("POST /a?b=c HTTP/1.1\r\n"))
        #expect(text.contains("xi-test: yes\r\n"))
        #expect(text.contains("Content-Length: 3\r\n"))
        #expect(!text.lowercased().contains("expect:"))
        #expect(text.hasSuffix("\r\n\r\nhé"))
    }

    @Test(arguments: ["PATCH", "DELETE", "PUT"])
    func `sends other methods`(method: String) async throws {
        let server = try LoopbackServer { connection, request in
            connection.answer(body: String(request.prefix { $0 != " " }))
        }
        let body = method == "DELETE" ? nil : Array("{}".utf8)
        let response = try await client.send(
            HTTPRequest(method: method, url: server.url, body: body)
        )
        #expect(String(decoding: response.body, as: UTF8.self) == method)
    }

    @Test func `uses a connection again`() async throws {
        let server = try LoopbackServer { connection, _ in connection.answer(body: "x") }
        for _ in 0..<5 {
            _ = try await client.send(HTTPRequest(method: "POST", url: server.url, body: [1]))
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `keeps many transfers in flight at once`() async throws {
        let inside = Mutex((now: 0, most: 0))
        let gate = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { connection, _ in
            let arrived = inside.withLock { inside in
                inside.now += 1
                inside.most = max(inside.most, inside.now)
                return inside.now
            }
            if arrived == 20 { for _ in 0..<20 { gate.signal() } }
            gate.wait()
            connection.answer(body: "done")
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask { try await client.send(HTTPRequest(url: server.url)).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(inside.withLock(\.most) == 20)
    }

    @Test func `a cancelled task gives its connection up at once`() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let closed = AsyncStream<Void>.makeStream()
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            arrived.continuation.yield()
            connection.waitForClose()
            closed.continuation.yield()
        }
        let task = Task { try await client.send(HTTPRequest(url: server.url)) }
        for await _ in arrived.stream { break }
        // The server never answers: only the cancellation can end it.
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await _ in closed.stream { break }
    }

    @Test func `a task cancelled before it begins sends nothing`() async throws {
        let server = try LoopbackServer { connection, _ in connection.answer() }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.send(HTTPRequest(url: server.url))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test func `follows redirects only where asked`() async throws {
        let server = try LoopbackServer { connection, request in
            if request.hasPrefix("GET /old") {
                connection.answer(302, headers: ["Location: /new"])
            } else {
                connection.answer(body: "new")
            }
        }
        var request = HTTPRequest(url: "\(server.url)/old")
        #expect(try await client.send(request).status == 302)
        request.redirects = 3
        let response = try await client.send(request)
        #expect(response.status == 200)
        #expect(response.url == "\(server.url)/new")
    }

    @Test func `writes a successful body to a file and keeps an error in memory`() async throws {
        let server = try LoopbackServer { connection, request in
            request.hasPrefix("GET /good")
                ? connection.answer(body: String(repeating: "a", count: 300_000))
                : connection.answer(404, body: "nothing here")
        }
        try await ScratchFolder.with { folder in
            let path = "\(folder)/body"
            let good = try await client.download(HTTPRequest(url: "\(server.url)/good"), to: path)
            #expect(good.byteCount == 300_000)
            #expect(good.body.isEmpty)
            #expect(try Data(contentsOf: URL(filePath: path)).count == 300_000)
            let bad = try await client.download(HTTPRequest(url: "\(server.url)/bad"), to: path)
            #expect(String(decoding: bad.body, as: UTF8.self) == "nothing here")
        }
    }

    @Test func `an empty successful body empties the file`() async throws {
        let server = try LoopbackServer { connection, _ in connection.answer() }
        try await ScratchFolder.with { folder in
            let path = "\(folder)/body"
            try Data("old".utf8).write(to: URL(filePath: path))
            _ = try await client.download(HTTPRequest(url: server.url), to: path)
            #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
        }
    }

    @Test func `inflates a compressed answer`() async throws {
        // gzip of "narrate"
        let packed: [UInt8] = [
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xcb, 0x4b, 0x2c, 0x2a, 0x4a, 0x2c, 0x49, 5, 0,
            0xb3, 0x67, 0xf7, 0xf8, 7, 0, 0, 0,
        ]
        let server = try LoopbackServer { connection, request in
            #expect(request.lowercased().contains("accept-encoding:"))
            connection.write(
                "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: \(packed.count)\r\n\r\n"
            )
            connection.write(packed)
        }
        let response = try await client.send(HTTPRequest(url: server.url))
        #expect(String(decoding: response.body, as: UTF8.self) == "narrate")
    }
}
