import FlyingFox
import FlyingSocks
import Foundation

/// A server on 127.0.0.1 that behaves as the vendor's.
final class StandIn: Sendable {
    let account: Account
    let port: UInt16
    private let server: HTTPServer
    private let task: Task<Void, Never>

    /// Where it is reached.
    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts a server and waits until it listens.
    init(_ options: StandInOptions = StandInOptions()) async throws {
        let account = Account(options)
        let voice: any VoiceBox = options.voice == .tone ? ToneVoice() : try EspeakVoice()
        let router = Router(account: account, voice: voice, options: options)
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: options.port),
            timeout: 3600,
            logger: .disabled,
            handler: router
        )
        self.account = account
        self.server = server
        task = Task {
            // It ends when it is stopped, by an error that says no more than that.
            try? await server.run()
        }
        // Tests of every kind run beside it: the machine may be at its limit for a while.
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port)? = await server.listeningAddress else {
            throw CocoaError(.fileReadUnknown)
        }
        self.port = port
    }

    deinit { task.cancel() }

    /// Runs until the task is cancelled.
    func wait() async { await task.value }

    func stop() async {
        await server.stop()
        task.cancel()
    }
}
