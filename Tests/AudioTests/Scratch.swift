import Foundation
import NarrateModel

@testable import NarrateAudio

/// A folder of its own for one test, removed with the test.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "narrate-audio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes bytes and says where.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Runs ffmpeg, the independent judge.
    @discardableResult
    func ffmpeg(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-nostdin", "-hide_banner", "-y"] + arguments
        let output = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}

/// Signals of known value.
enum Signal {
    /// A sine of some amplitude.
    static func sine(
        _ frequency: Double,
        amplitude: Double,
        seconds: Double,
        sampleRate: Int = 44_100,
        phase: Double = 0
    ) -> [Float] {
        (0..<Int(seconds * Double(sampleRate))).map { frame in
            let angle = 2 * Double.pi * frequency * Double(frame) / Double(sampleRate)
            return Float(amplitude * sin(angle + phase))
        }
    }
}

/// Writes WAV files byte by byte.
enum WAVBytes {
    static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A file around samples that are already encoded.
    ///
    /// The data chunk claims its real size unless another is given.
    static func file(
        _ data: [UInt8],
        tag: Int = 1,
        bits: Int = 16,
        sampleRate: Int = 44_100,
        channels: Int = 1,
        announced: Int? = nil,
        before: [UInt8] = []
    ) -> [UInt8] {
        let frame = bits / 8 * channels
        let format =
            number(tag, 2) + number(channels, 2) + number(sampleRate, 4)
            + number(sampleRate * frame, 4) + number(frame, 2) + number(bits, 2)
        let size = announced ?? data.count
        let header: [UInt8] = Array("RIFF".utf8) + number(size + 36, 4) + Array("WAVE".utf8)
        let described = header + Array("fmt ".utf8) + number(16, 4) + format + before
        return described + Array("data".utf8) + number(size, 4) + data
    }

    /// 16-bit samples.
    static func signed16(_ samples: [Float]) -> [UInt8] {
        samples.flatMap { number(Int(($0 * 32_767).rounded()), 2) }
    }
}

extension Array where Element == Float {
    var peak: Float { map(abs).max() ?? 0 }
}
