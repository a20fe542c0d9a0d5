import Foundation
import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct ChapterAssemblerTests {
    private func chapter(_ scratch: Scratch, pauses: [Double] = [0.5, 0.8, 1]) throws
        -> [Placement]
    {
        try pauses.enumerated().map { index, pause in
            let samples = Signal.speech(seconds: 1 + 0.3 * Double(index))
            return Placement(
                path: try scratch.take("\(index).wav", samples),
                pauseAfter: pause
            )
        }
    }

    @Test func `a chapter meets its profile, judged by another decoder`() async throws {
        let scratch = try Scratch()
        let path = scratch.path("chapter.mp3")
        let placements = try chapter(scratch, pauses: [0.2, 0.3, 0.2])
        let master = try await ChapterAssembler(profile: .brief)
            .assemble(placements, to: path)
        #expect(master.findings.isEmpty)
        let decoded = try scratch.decoded("chapter.mp3")
        #expect(decoded.count == master.frameCount)
        #expect(abs(rms(decoded) - -20) < 0.1)
        #expect(abs(rms(decoded) - master.measures.rms) < 0.02)
        #expect(decoded.map(abs).max() ?? 1 < 0.708)  // -3 dBFS
        let probe = try scratch.run(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=sample_rate,channels,bit_rate", "-of",
                "csv=p=0", path,
            ]
        )
        #expect(probe.trimmingCharacters(in: .whitespacesAndNewlines) == "44100,1,192000")
    }

    @Test func `ffmpeg measures the same loudness and true peak`() async throws {
        let scratch = try Scratch()
        let path = scratch.path("chapter.mp3")
        let master = try await ChapterAssembler(profile: .podcast)
            .assemble(try chapter(scratch), to: path)
        let report = try scratch.run(
            "ffmpeg",
            ["-nostdin", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"]
        )
        let summary = report.components(separatedBy: "Summary:").last ?? ""
        let values = summary.split(separator: "\n").compactMap { line -> (Substring, Double)? in
            let words = line.split(separator: " ")
            guard words.count == 3, let value = Double(words[1]) else { return nil }
            return (words[0], value)
        }
        let loudness = try #require(values.first { $0.0 == "I:" }?.1)
        let peak = try #require(values.first { $0.0 == "Peak:" }?.1)
        #expect(abs(loudness - (try #require(master.measures.integrated))) < 0.11)
        #expect(abs(peak - master.measures.truePeak) < 0.3)
    }

    @Test func `mono and stereo takes make a stereo chapter`() async throws {
        let scratch = try Scratch()
        let mono = try scratch.take("a.wav", Signal.speech(seconds: 1))
        let stereo = scratch.path("b.wav")
        try scratch.run(
            "ffmpeg",
            ["-v", "error", "-i", mono, "-af", "pan=stereo|c0=c0|c1=c0", "-ar", "48000", stereo]
        )
        var profile = MasteringProfile.acx
        profile.format = AudioFormat(sampleRate: 44_100, channels: 2)
        let master = try await ChapterAssembler(profile: profile).assemble(
            [mono, stereo, mono].map { Placement(path: $0, pauseAfter: 0.3) },
            to: scratch.path("c.mp3")
        )
        #expect(master.findings.isEmpty)
        let decoded = try decodeAudio(at: scratch.path("c.mp3"))
        #expect(decoded.format == profile.format)
        #expect(decoded.frameCount == master.frameCount)
        // The same sound three times, whatever file it came from.
        let lengths = zip(master.starts.dropFirst(), master.starts).map { $0 - $1 }
        #expect(abs(lengths[0] - lengths[1]) < 500)
        let levels = master.starts.map { rms(decoded.samples[($0 * 2)..<(($0 + 40_000) * 2)]) }
        #expect((levels.max() ?? 0) - (levels.min() ?? 0) < 0.2)
    }

    @Test func `a full disk is an error that says so`() async throws {
        let scratch = try Scratch()
        let placements = try chapter(scratch)
        let error = await #expect(throws: AssembleError.self) {
            try await ChapterAssembler(profile: .acx).assemble(placements, to: "/dev/full")
        }
        #expect(error?.code == .unwritable)
        #expect(error?.message.contains("No space left") == true)
        #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    }

    @Test(arguments: [Double.nan, -1, .infinity, 1e300])
    func `senseless pauses do no harm`(pause: Double) {
        let placement = Placement(path: "", pauseAfter: pause)
        #expect((0...600).contains(placement.pauseAfter))
    }

    @Test func `the same takes give the same bytes`() async throws {
        let scratch = try Scratch()
        let placements = try chapter(scratch)
        let assembler = ChapterAssembler(profile: .acx)
        let first = try await assembler.assemble(placements, to: scratch.path("1.mp3"))
        let second = try await assembler.assemble(placements, to: scratch.path("2.mp3"))
        #expect(first == second)
        #expect(try scratch.bytes("1.mp3") == scratch.bytes("2.mp3"))
    }

    @Test func `chapters made at the same time are the same`() async throws {
        let scratch = try Scratch()
        let placements = try chapter(scratch)
        let masters = try await withThrowingTaskGroup(of: Master.self) { group in
            for index in 0..<4 {
                let path = scratch.path("\(index).mp3")
                group.addTask {
                    try await ChapterAssembler(profile: .podcast).assemble(placements, to: path)
                }
            }
            return try await group.reduce(into: [Master]()) { $0.append($1) }
        }
        #expect(masters.allSatisfy { $0 == masters.first })
        let first = try scratch.bytes("0.mp3")
        for index in 1..<4 { #expect(try scratch.bytes("\(index).mp3") == first) }
    }

    @Test func `pauses are as long as asked, from sound to sound`() async throws {
        let scratch = try Scratch()
        let burst = Signal.sine(1000, amplitude: 0.3, seconds: 0.5)
        let silence = [Float](repeating: 0, count: 11_025)
        let take = try scratch.take("a.wav", silence + burst + silence)
        let placements = [0.7, 0.4].map { Placement(path: take, pauseAfter: $0) }
        let master = try await ChapterAssembler(profile: .acx)
            .assemble(placements, to: scratch.path("c.mp3"))
        // 0.75 s head, 0.5 s sound, 0.7 s pause, 0.5 s sound, 2 s tail; 5 ms are the grid of trimming.
        #expect(abs(master.duration - 4.45) < 0.011)
        let decoded = try scratch.decoded("c.mp3")
        let onsets = decoded.indices.filter { abs(decoded[$0]) > 0.02 }
        let first = try #require(onsets.first)
        let second = try #require(onsets.first { $0 > first + 44_100 })
        #expect(abs(Double(first) / 44_100 - 0.75) < 0.006)
        #expect(abs(Double(second - first) / 44_100 - 1.2) < 0.006)
        // The lead-in of 30 ms belongs to the utterance.
        #expect(abs(Double(second - master.starts[1]) / 44_100 - 0.03) < 0.006)
        // An utterance ends with its sound, the last one like the others.
        let ends = try #require(master.ends).map { Double($0) / 44_100 }
        #expect(zip(ends, [1.25, 2.45]).allSatisfy { abs($0 - $1) < 0.011 })
    }

    @Test func `the profile none leaves levels alone`() async throws {
        let scratch = try Scratch()
        let sine = Signal.sine(1000, amplitude: 0.5, seconds: 2, sampleRate: 44_100)
        let take = try scratch.take("a.wav", sine, sampleRate: 44_100)
        let master = try await ChapterAssembler(profile: .asRecorded)
            .assemble([Placement(path: take, pauseAfter: 0)], to: scratch.path("c.mp3"))
        let decoded = try scratch.decoded("c.mp3")
        #expect(decoded.count == 88_200)
        #expect(master.frameCount == 88_200)
        // LAME would lower it by 0.27 dB unasked.
        #expect(abs(rms(decoded.dropFirst(4410).dropLast(4410)) - -9.03) < 0.02)
    }

    @Test func `a chapter without takes is an error and leaves no file`() async throws {
        let scratch = try Scratch()
        let path = scratch.path("c.mp3")
        await #expect(throws: AssembleError.self) {
            try await ChapterAssembler(profile: .acx).assemble([], to: path)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a broken take is an error and leaves no file`() async throws {
        let scratch = try Scratch()
        let path = scratch.path("c.mp3")
        let broken = scratch.path("broken.wav")
        try Data("{}".utf8).write(to: URL(filePath: broken))
        await #expect(throws: AudioError.self) {
            try await ChapterAssembler(profile: .acx)
                .assemble([Placement(path: broken, pauseAfter: 0)], to: path)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a take that was cut is named`() async throws {
        let scratch = try Scratch()
        let placements = try chapter(scratch)
        let bytes = try scratch.bytes("1.wav")
        try Data(bytes.dropLast(22_050)).write(to: URL(filePath: placements[1].path))
        let master = try await ChapterAssembler(profile: .acx)
            .assemble(placements, to: scratch.path("c.mp3"))
        let finding = try #require(master.findings.first)
        #expect(finding.check == "truncation")
        #expect(finding.measured == 0.5)
        #expect(finding.message.hasPrefix("the take of utterance 2 is cut: 11025 frames"))
    }

    @Test func `cancelling ends it and leaves no file`() async throws {
        let scratch = try Scratch()
        let path = scratch.path("c.mp3")
        let placements = try chapter(scratch)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await ChapterAssembler(profile: .acx).assemble(placements, to: path)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
