import Foundation
import NarrateModel

@testable import NarrateAssemble

/// A folder of its own for one test, removed with the test.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "narrate-assemble-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a take as 16-bit WAV.
    func take(_ name: String, _ samples: [Float], sampleRate: Int = 22_050) throws -> String {
        var bytes: [UInt8] = []
        func add(_ value: Int, _ count: Int) {
            for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
        }
        bytes += Array("RIFF".utf8)
        add(samples.count * 2 + 36, 4)
        bytes += Array("WAVEfmt ".utf8)
        for (value, count) in [
            (16, 4), (1, 2), (1, 2), (sampleRate, 4), (sampleRate * 2, 4), (2, 2), (16, 2),
        ] { add(value, count) }
        bytes += Array("data".utf8)
        add(samples.count * 2, 4)
        for sample in samples { add(Int((sample * 32_767).rounded()), 2) }
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// Runs a program and gives what it says on both channels.
    @discardableResult
    func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }

    /// The samples of a file as ffmpeg decodes them.
    func decoded(_ name: String) throws -> [Float] {
        let raw = path(name + ".f32")
        try run(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-i", path(name), "-f", "f32le", raw]
        )
        let data = try Data(contentsOf: URL(filePath: raw))
        return data.withUnsafeBytes { bytes in
            (0..<(bytes.count / 4)).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self)
            }
        }
    }
}

/// Sounds of known value.
enum Signal {
    /// Something like speech: syllables of a harmonic tone with gaps between them.
    static func speech(
        seconds: Double,
        level: Float = 0.3,
        sampleRate: Int = 22_050,
        silence: Double = 0.2
    ) -> [Float] {
        let edge = [Float](repeating: 0, count: Int(silence * Double(sampleRate)))
        let body = (0..<Int(seconds * Double(sampleRate))).map { frame -> Float in
            let time = Double(frame) / Double(sampleRate)
            let envelope = pow(sin(Double.pi * time * 4), 2) + 0.02
            let tone = (1...6).reduce(0.0) {
                $0 + sin(2 * Double.pi * 120 * Double($1) * time) / Double($1)
            }
            return level * Float(envelope * tone) * 0.5
        }
        return edge + body + edge
    }

    static func sine(
        _ frequency: Double,
        amplitude: Double,
        seconds: Double,
        sampleRate: Int = 22_050
    ) -> [Float] {
        (0..<Int(seconds * Double(sampleRate))).map {
            Float(amplitude * sin(2 * Double.pi * frequency * Double($0) / Double(sampleRate)))
        }
    }
}

/// RMS of samples in dBFS.
func rms(_ samples: some Sequence<Float>) -> Double {
    var sum = 0.0
    var count = 0
    for sample in samples {
        sum += Double(sample) * Double(sample)
        count += 1
    }
    return 10 * log10(max(sum / Double(max(1, count)), 1e-12))
}

extension MasteringProfile {
    /// ACX with little silence at the ends, so that a chapter of seconds is like a long one.
    static var brief: MasteringProfile {
        var profile = acx
        profile.head = 0.6
        profile.tail = 0.1
        return profile
    }
}
