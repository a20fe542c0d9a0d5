import Foundation
import Glibc
import Testing

@testable import NarrateEngines

/// Whom a client talks to over TLS; the other side is OpenSSL's own server.
@Suite(.timeLimit(.minutes(1))) struct HTTPTrustTests {
    /// A server with a certificate that it has signed itself.
    private final class SignedServer {
        let url: String
        let certificate: String
        private let process = Process()

        init(folder: String) throws {
            certificate = "\(folder)/certificate.pem"
            let making = Process()
            making.executableURL = URL(filePath: "/usr/bin/openssl")
            making.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", "\(folder)/key.pem", "-out", certificate, "-days", "2",
            ]
            making.standardError = FileHandle.nullDevice
            try making.run()
            making.waitUntilExit()
            process.executableURL = making.executableURL
            process.arguments = [
                "s_server", "-accept", "127.0.0.1:0", "-cert", certificate,
                "-key", "\(folder)/key.pem", "-www",
            ]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            var said = ""
            while !said.contains("\n") || !said.contains("ACCEPT") {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { throw CocoaError(.fileReadUnknown) }
                said += String(decoding: more, as: UTF8.self)
            }
            let place = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT") } ?? ""
            url = "https://127.0.0.1:\(place.split(separator: ":").last ?? "")/"
        }

        /// It inherits that gentler signals are blocked.
        func stop() { kill(process.processIdentifier, SIGKILL) }
    }

    @Test func `does not talk to a server whose certificate nobody trusts`() async throws {
        try await ScratchFolder.with { folder in
            let server = try SignedServer(folder: folder)
            defer { server.stop() }
            let request = HTTPRequest(method: "GET", url: server.url)
            let client = try HTTPClient()
            let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
            #expect(error?.code == .tls)
            #expect(error?.mayHaveArrived == false)
            #expect(error?.message.hasPrefix("no trusted connection to 127.0.0.1:") == true)
        }
    }

    @Test func `talks to a server whose authority it was given`() async throws {
        try await ScratchFolder.with { folder in
            let server = try SignedServer(folder: folder)
            defer { server.stop() }
            let options = HTTPClientOptions(certificateAuthorities: server.certificate)
            let client = try HTTPClient(options: options)
            let answer = try await client.send(HTTPRequest(method: "GET", url: server.url))
            #expect(answer.status == 200)
        }
    }
}
