import FlyingFox
import FlyingSocks
import Foundation
import NarrateTestSupport
import Testing

@Suite(.serialized) struct OtherEnginesTests {
    // MARK: Programs

    /// A program with Piper's command line: text on standard input, `--model`, `--output_file` or
    /// `--output-raw`, `--length_scale`; the voice itself is espeak-ng's.
    private static let piper = """
        #!/bin/sh
        model= ; file= ; raw= ; scale=1
        while [ $# -gt 0 ]; do
            case "$1" in
                --model) model=$2; shift ;;
                --output_file) file=$2; shift ;;
                --length_scale) scale=$2; shift ;;
                --output-raw) raw=yes ;;
                *) echo "piper: error: unrecognized arguments: $1" >&2; exit 2 ;;
            esac
            shift
        done
        [ "$model" = en_GB-alan-medium.onnx ] || { echo "Unable to find voice: $model" >&2; exit 1; }
        speed=$(awk "BEGIN { print int(170 / $scale) }")
        if [ -n "$raw" ]; then
            espeak-ng -v en-gb -s "$speed" --stdin --stdout | tail -c +45
        else
            espeak-ng -v en-gb -s "$speed" --stdin -w "$file"
        fi
        """

    private static func narrate(
        in folder: String,
        command: String,
        _ options: String...
    ) async throws -> ProgramResult {
        let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
        return try await runProgram(
            Narrate.path,
            [book, "--engine", "command"] + options,
            in: folder,
            environment: ["NARRATE_COMMAND": command]
        )
    }

    @Test(arguments: [
        "espeak-ng -v {language} --stdin -w {output}",
        "espeak-ng -v {language} --stdin --stdout",
        "espeak-ng -v {voice} -f {text-file} -w {output}",
    ])
    func `speaks with espeak-ng as any other program`(command: String) async throws {
        try await withTemporaryFolder { folder in
            let options = command.contains("{voice}") ? ["--voice", "en-us"] : []
            let result = try await runProgram(
                Narrate.path,
                [
                    try SampleBook.write(SampleBook.html, as: "walk.html", in: folder),
                    "--engine", "command",
                ] + options,
                in: folder,
                environment: ["NARRATE_COMMAND": command]
            )
            #expect(result.code == 0, "\(result.error)")
            let probe = try await MediaProbe("\(folder)/A Short Walk/02 - The Hill.mp3")
            #expect(probe.duration > 6)
        }
    }

    @Test(arguments: [("--output_file {output}", "wav"), ("--output-raw", "pcm_22050")])
    func `speaks with a program that is called like Piper`(
        output: String,
        format: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let program = try writeProgram(Self.piper, as: "piper", in: folder)
            let command = "\(program) --model {voice} --length_scale 1.1 \(output)"
            let result = try await Self.narrate(
                in: folder,
                command: command,
                "--voice",
                "en_GB-alan-medium.onnx",
                "--output-format",
                format
            )
            #expect(result.code == 0, "\(result.error)")
            let release = "\(folder)/A Short Walk"
            #expect(try await MediaProbe("\(release)/01 - The Gate.mp3").duration > 6)

            let wrong = try await Self.narrate(
                in: folder,
                command: command,
                "--voice",
                "de_DE-nobody.onnx",
                "--output-format",
                format,
                "--patience",
                "0"
            )
            #expect(wrong.code == 69, "\(wrong.error)")
            #expect(wrong.error.contains("Unable to find voice: de_DE-nobody.onnx"))
        }
    }

    @Test func `says that a program is not there`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Self.narrate(in: folder, command: "no-such-speaker {output}")
            #expect(result.code == 69, "\(result.error)")
            #expect(result.error.contains("'no-such-speaker' was not found"))
        }
    }

    // MARK: Servers with OpenAI's call

    @Test(arguments: [
        ("wav", ["OPENAI_BASE_URL": "server", "OPENAI_API_KEY": "any"]),
        ("mp3", ["NARRATE_OPENAI_BASE_URL": "server", "NARRATE_OPENAI_API_KEY": "any"]),
        ("flac", ["NARRATE_OPENAI_BASE_URL": "server", "OPENAI_BASE_URL": "http://127.0.0.1:9"]),
        ("pcm", ["OPENAI_BASE_URL": "server"]),
    ])
    func `speaks with a server that has OpenAI's speech call`(
        format: String,
        environment: [String: String]
    ) async throws {
        try await withTemporaryFolder { folder in
            let server = try await SpeechServer(format: format, folder: folder)
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let result = try await runProgram(
                Narrate.path,
                [book, "--engine", "openai", "--voice", "af_sky", "--output-format", format],
                in: folder,
                environment: environment.mapValues { $0 == "server" ? server.url : $0 }
            )
            await server.stop()
            #expect(result.code == 0, "\(result.error)")
            for chapter in ["01 - The Gate", "02 - The Hill", "03 - The Way Home"] {
                let probe = try await MediaProbe("\(folder)/A Short Walk/\(chapter).mp3")
                #expect(probe.duration > 4)
            }
        }
    }
}

/// A server with `/v1/audio/speech`, whose voice is espeak-ng and whose codecs are ffmpeg's.
private final class SpeechServer: Sendable {
    let url: String
    private let server: HTTPServer
    private let task: Task<Void, Never>

    init(format: String, folder: String) async throws {
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0),
            logger: .disabled
        )
        await server.appendRoute("GET /v1/models") { _ in
            HTTPResponse(
                statusCode: .ok,
                headers: [.contentType: "application/json"],
                body: Data(#"{"object":"list","data":[{"id":"kokoro","object":"model"}]}"#.utf8)
            )
        }
        await server.appendRoute("GET /v1/audio/voices") { _ in
            HTTPResponse(
                statusCode: .ok,
                headers: [.contentType: "application/json"],
                body: Data(#"{"voices":["af_sky","af_bella"]}"#.utf8)
            )
        }
        await server.appendRoute("POST /v1/audio/speech") { request in
            let body = try NarrateTestSupport.JSON(try await request.bodyData)
            guard body.voice.string == "af_sky", body.response_format.string == format else {
                return HTTPResponse(statusCode: .badRequest)
            }
            let audio = try await Self.spoken(body.input.string ?? "", as: format, in: folder)
            return HTTPResponse(
                statusCode: .ok,
                headers: [.contentType: "audio/\(format)"],
                body: audio
            )
        }
        self.server = server
        // It ends when it is stopped, by an error that says no more than that.
        task = Task { try? await server.run() }
        // Tests of every kind run beside it: the machine may be at its limit for a while.
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port)? = await server.listeningAddress else {
            throw CocoaError(.fileReadUnknown)
        }
        url = "http://127.0.0.1:\(port)/v1"
    }

    func stop() async {
        await server.stop()
        task.cancel()
    }

    private static func spoken(
        _ text: String,
        as format: String,
        in folder: String
    ) async throws -> Data {
        let base = "\(folder)/\(UUID().uuidString)"
        _ = try await runProgram("espeak-ng", ["-v", "en-gb", "-w", "\(base).wav", text])
        // Bare samples come at 24 kHz, as OpenAI documents it.
        let codec = format == "pcm" ? ["-f", "s16le", "-ar", "24000", "-ac", "1"] : []
        _ = try await runProgram(
            "ffmpeg",
            ["-v", "error", "-y", "-i", "\(base).wav"] + codec + ["\(base).out.\(format)"]
        )
        return try Data(contentsOf: URL(filePath: "\(base).out.\(format)"))
    }
}
