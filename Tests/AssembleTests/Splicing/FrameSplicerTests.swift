import Foundation
import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct FrameSplicerTests {
    /// Takes as a service delivers them, each another tone.
    private func takes(
        _ scratch: Scratch,
        count: Int = 3,
        rate: Int = 44_100,
        options: [String] = []
    ) throws -> [String] {
        try (0..<count).map { index in
            let tone = Signal.sine(
                300 + 200 * Double(index),
                amplitude: 0.3,
                seconds: 0.7 + 0.11 * Double(index),
                sampleRate: rate
            )
            let wave = try scratch.take("\(index).wav", tone, sampleRate: rate)
            let path = scratch.path("\(index).mp3")
            let arguments = ["-nostdin", "-v", "error", "-y", "-i", wave, "-b:a", "96k"]
            try scratch.run("ffmpeg", arguments + options + [path])
            return path
        }
    }

    private func placements(_ paths: [String], pause: Double) -> [Placement] {
        paths.map { Placement(path: $0, pauseAfter: pause) }
    }

    @Test(arguments: [(44_100, 0.5), (44_100, 0), (22_050, 0.3), (48_000, 1)])
    func `takes are in the file sample by sample`(rate: Int, pause: Double) async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch, rate: rate)
        let splice = try await FrameSplicer()
            .splice(placements(paths, pause: pause), to: scratch.path("out.mp3"))
        let joined = try scratch.decoded("out.mp3")
        #expect(joined.count == splice.frameCount)
        #expect(try decodeAudio(at: scratch.path("out.mp3")).frameCount == splice.frameCount)
        for (index, start) in splice.starts.enumerated() {
            let take = try scratch.decoded("\(index).mp3")
            // The filter bank overlaps with the neighbour in the first and last granule.
            let inner = 1200..<(take.count - 1200)
            let worst = inner.map { abs(joined[start + $0] - take[$0]) }.max() ?? 1
            #expect(worst < 1e-5)
            #expect(splice.ends[index] == start + take.count)
            guard index > 0 else { continue }
            let previous = try scratch.decoded("\(index - 1).mp3").count
            let gap = Double(start - splice.starts[index - 1] - previous) / Double(rate)
            #expect(abs(gap - max(pause, 0.05)) < 0.05)
        }
    }

    @Test func `other programs find nothing wrong with the file`() async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch)
        let out = scratch.path("out.mp3")
        let splice = try await FrameSplicer().splice(placements(paths, pause: 0.4), to: out)
        let probe = try scratch.run(
            "ffprobe",
            ["-v", "error", "-show_entries", "format=duration,bit_rate", "-of", "csv=p=0", out]
        )
        let values = probe.split(whereSeparator: { ",\n".contains($0) }).compactMap { Double($0) }
        try #require(values.count == 2)
        let packets = (Double(splice.frameCount + 1105) / 1152).rounded(.up) * 1152 / 44_100
        #expect(abs(values[0] - packets) < 0.06)
        #expect(abs(values[1] - 96_000) < 3000)
        let complaints = try scratch.run("ffmpeg", ["-v", "warning", "-i", out, "-f", "null", "-"])
        #expect(complaints.isEmpty)
    }

    @Test func `pauses are silent`() async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch)
        let splice = try await FrameSplicer()
            .splice(placements(paths, pause: 1), to: scratch.path("out.mp3"))
        let joined = try scratch.decoded("out.mp3")
        let pause = joined[(splice.starts[1] - 35_000)..<(splice.starts[1] - 3000)]
        #expect(pause.allSatisfy { abs($0) < 1e-6 })
    }

    @Test func `the chapter measures what its takes measure`() async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch)
        let master = try await FrameSplicer()
            .assemble(placements(paths, pause: 0.2), to: scratch.path("out.mp3"))
        #expect(master.findings.isEmpty)
        #expect(abs(master.measures.truePeak - -10.5) < 0.5)
        #expect(master.starts.count == 3)
    }

    @Test(arguments: [0.1, 0.7])
    func `levels kept from the takes say the same without decoding`(pause: Double) async throws {
        let scratch = try Scratch()
        let paths = try (0..<4).map { index in
            let level = Float(0.2 + 0.1 * Double(index))
            let wave = try scratch.take("\(index).wav", Signal.speech(seconds: 2, level: level))
            let path = scratch.path("\(index).mp3")
            try scratch.run("ffmpeg", ["-nostdin", "-v", "error", "-i", wave, "-b:a", "64k", path])
            return path
        }
        let levels = try paths.map { TakeLevels(try decodeAudio(at: $0)) }
        let placements = placements(paths, pause: pause)
        let decoded = try await FrameSplicer()
            .assemble(placements, to: scratch.path("decoded.mp3"))
        let known = try await FrameSplicer()
            .assemble(placements, levels: levels, to: scratch.path("known.mp3"))
        #expect(try scratch.bytes("known.mp3") == scratch.bytes("decoded.mp3"))
        let (left, right) = (decoded.measures, known.measures)
        #expect(abs(left.rms - right.rms) < 0.01)
        #expect(abs(left.truePeak - right.truePeak) < 0.1)
        #expect(abs(try #require(left.integrated) - #require(right.integrated)) < 0.1)
        // What overlaps of frames leave in a pause is far below anything audible.
        #expect(max(left.noiseFloor, -100) - max(right.noiseFloor, -100) < 1)
    }

    @Test func `takes of different kinds are refused`() async throws {
        let scratch = try Scratch()
        let other = try Scratch()
        let paths = try takes(scratch, count: 1) + takes(other, count: 1, rate: 22_050)
        let error = await #expect(throws: AssembleError.self) {
            try await FrameSplicer()
                .splice(placements(paths, pause: 0), to: scratch.path("out.mp3"))
        }
        #expect(error?.code == .unsupported)
    }

    @Test func `a cut take is refused`() async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch, count: 1)
        let bytes = try scratch.bytes("0.mp3")
        try Data(bytes.prefix(bytes.count / 2)).write(to: URL(filePath: paths[0]))
        await #expect(throws: AssembleError.self) {
            try await FrameSplicer()
                .splice(placements(paths, pause: 0), to: scratch.path("out.mp3"))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("out.mp3")))
    }

    @Test func `takes without an Info frame are joined, too`() async throws {
        let scratch = try Scratch()
        let paths = try takes(scratch, options: ["-write_xing", "0", "-id3v2_version", "0"])
        let splice = try await FrameSplicer()
            .splice(placements(paths, pause: 0.3), to: scratch.path("out.mp3"))
        #expect(try scratch.decoded("out.mp3").count == splice.frameCount)
    }
}
