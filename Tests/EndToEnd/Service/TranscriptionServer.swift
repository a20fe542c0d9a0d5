import FlyingFox
import FlyingSocks
import Foundation
import NarrateTestSupport

/// A server with `/v1/audio/transcriptions` that really listens: pocketsphinx, told which sentences it
/// may hear, each of their long words or not.
final class TranscriptionServer: Sendable {
    /// Its address, without the path of the call.
    let url: String
    private let server: HTTPServer
    private let task: Task<Void, Never>

    /// `sentences`: what may be said, in words of pocketsphinx's English dictionary.
    init(hearing sentences: [String], in folder: String) async throws {
        let grammar = try SampleBook.write(
            Self.grammar(of: sentences),
            as: "sentences.gram",
            in: folder
        )
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0),
            timeout: 120,
            logger: .disabled
        )
        await server.appendRoute("POST /v1/audio/transcriptions") { request in
            guard request.headers[.authorization] == "Bearer any" else {
                return HTTPResponse(statusCode: .unauthorized)
            }
            let body = try await request.bodyData
            guard let parts = Self.parts(of: body, type: request.headers[.contentType]),
                parts["model"] == Data("whisper-1".utf8), parts["language"] == Data("en".utf8),
                parts["response_format"] == Data("json".utf8), let audio = parts["file"]
            else { return HTTPResponse(statusCode: .badRequest) }
            let text = try await Self.heard(in: audio, grammar: grammar, folder: folder)
            return HTTPResponse(
                statusCode: .ok,
                headers: [.contentType: "application/json"],
                body: try JSONEncoder().encode(["text": text])
            )
        }
        self.server = server
        // It ends when it is stopped, by an error that says no more than that.
        task = Task { try? await server.run() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port)? = await server.listeningAddress else {
            throw CocoaError(.fileReadUnknown)
        }
        url = "http://127.0.0.1:\(port)"
    }

    func stop() async {
        await server.stop()
        task.cancel()
    }

    /// What may be said, as pocketsphinx reads it (JSGF).
    static func grammar(of sentences: [String]) -> String {
        let choices = sentences.map { sentence in
            let words = sentence.lowercased().split { !$0.isLetter }
            // Short ones are too easily missed where they may be missing.
            return words.map { $0.count < 7 ? $0 : "[ \($0) ]" }.joined(separator: " ")
        }
        return "#JSGF V1.0;\ngrammar book;\npublic <said> = \(choices.joined(separator: "\n| "));\n"
    }

    private static func heard(
        in audio: Data,
        grammar: String,
        folder: String
    ) async throws -> String {
        let base = "\(folder)/\(UUID().uuidString)"
        try audio.write(to: URL(filePath: base))
        _ = try await runProgram(
            "ffmpeg",
            ["-v", "error", "-i", base, "-ar", "16000", "-ac", "1", "\(base).wav"]
        )
        let result = try await runProgram(
            "pocketsphinx_continuous",
            [
                "-infile", "\(base).wav", "-jsgf", grammar, "-remove_silence", "no", "-logfn",
                "/dev/null",
            ]
        )
        return result.output.split(separator: "\n").joined(separator: " ")
    }

    /// The parts of a form by their names (RFC 7578).
    private static func parts(of body: Data, type: String?) -> [String: Data]? {
        guard let type, let start = type.range(of: "boundary=") else { return nil }
        let mark = Data("--\(type[start.upperBound...])".utf8)
        var parts: [String: Data] = [:]
        var place = body.startIndex
        while let begin = body.range(of: mark, in: place..<body.endIndex),
            let end = body.range(of: mark, in: begin.upperBound..<body.endIndex)
        {
            let part = body[begin.upperBound..<end.lowerBound]
            place = end.lowerBound
            guard let blank = part.range(of: Data("\r\n\r\n".utf8)) else { return nil }
            let head = String(decoding: part[..<blank.lowerBound], as: UTF8.self)
            guard let name = head.firstMatch(of: /[; ]name="([^"]*)"/)?.1 else { return nil }
            parts[String(name)] = Data(part[blank.upperBound..<part.endIndex - 2])
        }
        return parts
    }
}
