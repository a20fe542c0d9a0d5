import FlyingFox
import FlyingSocks
import Foundation
import NarrateTestSupport
import Synchronization

/// A server that is told of ends, and keeps what it is told.
final class NoticeServer: Sendable {
    let url: String
    private let server: HTTPServer
    private let task: Task<Void, Never>
    private let bodies: Bodies

    private final class Bodies: Sendable {
        let all = Mutex<[Data]>([])
    }

    /// Starts a server that takes everything, or refuses it.
    init(isRefusing: Bool = false) async throws {
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0),
            logger: .disabled
        )
        let bodies = Bodies()
        await server.appendRoute("POST /hook") { request in
            let body = try await request.bodyData
            bodies.all.withLock { $0.append(body) }
            return HTTPResponse(statusCode: isRefusing ? .internalServerError : .ok)
        }
        self.server = server
        self.bodies = bodies
        // It ends when it is stopped, by an error that says no more than that.
        task = Task { try? await server.run() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port)? = await server.listeningAddress else {
            throw CocoaError(.fileReadUnknown)
        }
        url = "http://127.0.0.1:\(port)/hook"
    }

    /// What it was told, in order.
    var told: [NarrateTestSupport.JSON] {
        get throws { try bodies.all.withLock { $0 }.map { try NarrateTestSupport.JSON($0) } }
    }

    func stop() async {
        await server.stop()
        task.cancel()
    }
}
