import Foundation
import Glibc
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

/// HTTP/2 over TLS, as the real service speaks it: nghttpx stands before the stand-in.
@Suite struct ServiceTransportTests {
    @Test func `speaks HTTP/2 over TLS, and to nobody whose certificate it does not know`()
        async throws
    {
        try await Service.with { service in
            let front = try await TLSFront(before: service)
            defer { front.end() }
            let book = try service.write("<h1>One</h1><p>Over many streams.</p>", as: "book.html")
            let place = ["ELEVENLABS_BASE_URL": "https://localhost:\(front.port)"]
            let stranger = try await service.narrate(
                "synthesize",
                book,
                "--yes",
                environment: place
            )
            #expect(stranger.code == 69)
            #expect(stranger.error.contains("certificate"), "\(stranger.error)")
            #expect(await service.requests.isEmpty)

            let known = try await service.narrate(
                "synthesize",
                book,
                "--yes",
                environment: place.merging(["SSL_CERT_FILE": front.certificate]) { $1 }
            )
            #expect(known.code == 0, "\(known.error)")
            #expect(await service.spoken.count == 2)
            let lines = try front.stopped().split(separator: "\n")
            #expect(lines.count >= 2)
            #expect(lines.allSatisfy { $0.hasSuffix("h2") }, "\(lines)")
        }
    }
}

/// A reverse proxy that speaks HTTP/2 over TLS with a certificate of its own making.
private struct TLSFront {
    let port: Int
    let certificate: String
    private let process: Process
    private let log: String

    init(before service: Service) async throws {
        certificate = "\(service.folder)/certificate.pem"
        let key = "\(service.folder)/key.pem"
        log = "\(service.folder)/access.log"
        let made = try await runProgram(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
                certificate,
            ]
        )
        #expect(made.code == 0, "\(made.error)")
        port = try Self.freePort()
        let backend = try #require(URL(string: service.standIn.url)?.port)
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/nghttpx")
        process.arguments = [
            "--frontend=127.0.0.1,\(port)", "--backend=127.0.0.1,\(backend)", "--single-process",
            "--accesslog-file=\(log)", "--accesslog-format=$request $alpn",
            "--errorlog-file=/dev/null",
            "--conf=/dev/null", key, certificate,
        ]
        try process.run()
        for _ in 0..<600 where !Self.listens(port) { try await Task.sleep(for: .milliseconds(50)) }
        try #require(Self.listens(port))
    }

    private static func listens(_ port: Int) -> Bool {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = loopback(port)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// A port that nobody listened at a moment ago.
    private static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Ends the proxy; it inherits that gentler signals are blocked.
    func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Ends the proxy; what it wrote of its requests.
    func stopped() throws -> String {
        end()
        process.waitUntilExit()
        return try String(contentsOfFile: log, encoding: .utf8)
    }
}
