import Foundation
import Synchronization

/// The embedded engine's voice: `espeak-ng` speaks, `ffmpeg` gives the file its shape.
final class EspeakVoice: VoiceBox {
    private let cache = Mutex<[String: RenderedSpeech]>([:])
    private let folder: URL
    private let limit = ProcessLimit(2)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "standin-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // Nothing can be done about a temporary folder that does not go.
        try? FileManager.default.removeItem(at: folder)
    }

    func audio(for order: SpeechOrder, withInfoFrame: Bool) async throws -> RenderedSpeech {
        let key =
            "\(order.voice.espeak)|\(order.format.name)|\(withInfoFrame)|\(order.speed)|\(order.silenceInside)|\(order.spoken)"
        if let known = cache.withLock({ $0[key] }) { return known }
        await limit.enter()
        let result: Result<RenderedSpeech, any Error>
        do {
            result = .success(try await render(order, withInfoFrame: withInfoFrame))
        } catch {
            result = .failure(error)
        }
        await limit.leave()
        let rendered = try result.get()
        cache.withLock { $0[key] = rendered }
        return rendered
    }

    private func render(_ order: SpeechOrder, withInfoFrame: Bool) async throws -> RenderedSpeech {
        let name = UUID().uuidString
        let text = folder.appending(path: "\(name).txt")
        let wave = folder.appending(path: "\(name).wav")
        let output = folder.appending(path: "\(name).\(order.format.fileExtension)")
        defer {
            for file in [text, wave, output] { try? FileManager.default.removeItem(at: file) }
        }
        let spoken = order.spoken.contains { !$0.isWhitespace } ? order.spoken : "."
        try Data(spoken.utf8).write(to: text)
        try await Program.run([
            "espeak-ng", "-v", order.voice.espeak, "-a", "60",
            "-s", String(Int(165 * order.speed)), "-f", text.path, "-w", wave.path,
        ])
        let bytes = try Data(contentsOf: wave)
        let seconds = Double(max(0, bytes.count - 44)) / 44_100
        try await Program.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", wave.path, "-ac", "1"]
                + Self.filter(order, seconds: seconds)
                + Self.arguments(order.format, withInfoFrame: withInfoFrame) + [output.path]
        )
        return RenderedSpeech(
            bytes: try Data(contentsOf: output),
            seconds: seconds + order.silenceInside
        )
    }

    /// Silence in the middle, where a fault asks for it.
    private static func filter(_ order: SpeechOrder, seconds: Double) -> [String] {
        guard order.silenceInside > 0 else { return [] }
        let half = seconds / 2
        return [
            "-filter_complex",
            "[0]atrim=0:\(half),apad=pad_dur=\(order.silenceInside)[a];[0]atrim=\(half)[b];[a][b]concat=n=2:v=0:a=1",
        ]
    }

    private static func arguments(_ format: OutputFormat, withInfoFrame: Bool) -> [String] {
        let rate = ["-ar", String(format.sampleRate)]
        switch format.codec {
        case "mp3":
            return rate + ["-c:a", "libmp3lame", "-b:a", "\(format.bitRate)k"]
                + ["-write_xing", withInfoFrame ? "1" : "0", "-f", "mp3"]
        case "opus":
            return rate + ["-c:a", "libopus", "-b:a", "\(format.bitRate)k", "-f", "ogg"]
        case "wav": return rate + ["-c:a", "pcm_s16le", "-f", "wav", "-fflags", "+bitexact"]
        case "ulaw": return rate + ["-f", "mulaw"]
        case "alaw": return rate + ["-f", "alaw"]
        default: return rate + ["-f", "s16le"]
        }
    }
}

/// Runs programs without blocking a task.
enum Program {
    /// A program that ended badly.
    struct Failure: Error { var command: [String] }

    static func run(_ command: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else { throw Failure(command: command) }
    }
}

/// Lets a few in at once.
actor ProcessLimit {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}
