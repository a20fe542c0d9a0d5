import Foundation
import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct EncodingTests {
    private func placements(_ scratch: Scratch) throws -> [Placement] {
        try (1...2).map { number in
            let speech = Signal.speech(seconds: 1.5, sampleRate: 22_050)
            return Placement(path: try scratch.take("\(number).wav", speech), pauseAfter: 0.3)
        }
    }

    private func outputs(_ scratch: Scratch, _ name: String) -> [MasterOutput] {
        AudioEncoding.allCases.map {
            MasterOutput($0, path: scratch.path("\(name).\($0.fileExtension)"), isKept: true)
        }
    }

    @Test func `a chapter is encoded every way in one go, at one level`() async throws {
        let scratch = try Scratch()
        let master = try await ChapterAssembler(profile: .podcast)
            .assemble(try placements(scratch), to: outputs(scratch, "a"))
        for output in outputs(scratch, "a") {
            let name = String(output.path.split(separator: "/").last ?? "")
            let samples = try scratch.decoded(name)
            let rate = output.encoding == .opus ? 48_000.0 : 44_100
            let seconds = Double(samples.count) / rate
            #expect(abs(seconds - master.duration) < 0.06, "\(name): \(seconds)")
            #expect(abs(rms(samples[...]) - master.measures.rms) < 0.3, "\(name)")
        }
        // Without loss, to the sample.
        #expect(try scratch.decoded("a.flac").count == master.frameCount)
    }

    @Test func `the same takes give the same bytes`() async throws {
        let scratch = try Scratch()
        for name in ["a", "b"] {
            _ = try await ChapterAssembler(profile: .acx)
                .assemble(try placements(scratch), to: outputs(scratch, name))
        }
        for encoding in AudioEncoding.allCases {
            let end = encoding.fileExtension
            #expect(try scratch.bytes("a.\(end)") == scratch.bytes("b.\(end)"), "\(end)")
        }
    }

    @Test(arguments: [AudioEncoding.mp3, .aac])
    func `chapters are joined, and their starts are where they are heard`(
        encoding: AudioEncoding
    ) async throws {
        let scratch = try Scratch()
        let end = encoding.fileExtension
        let tone = Signal.sine(440, amplitude: 0.3, seconds: 1, sampleRate: 44_100)
        let silence = [Float](repeating: 0, count: 22_050)
        let loud = silence + tone + silence
        var profile = MasteringProfile.asRecorded
        profile.head = 0.5
        profile.tail = 0.5
        var files: [String] = []
        for number in 1...3 {
            let take = try scratch.take("\(number).wav", loud, sampleRate: 44_100)
            let path = scratch.path("\(number).\(end)")
            _ = try await ChapterAssembler(profile: profile).assemble(
                [Placement(path: take, pauseAfter: 0)],
                to: [MasterOutput(encoding, path: path)]
            )
            files.append(path)
        }
        let joint = try await BookJoiner(encoding).join(files, to: scratch.path("book.\(end)"))
        let samples = try scratch.decoded("book.\(end)")
        #expect(abs(Double(samples.count) / 44_100 - joint.duration) < 0.05)
        for start in joint.starts {
            // Half a second of silence, then the tone; encoders may be some milliseconds late.
            let first = Int(start * 44_100)
            let onset = samples[first...].firstIndex { abs($0) > 0.05 } ?? 0
            #expect(abs(Double(onset - first) / 44_100 - 0.5) < 0.06, "\(onset - first)")
        }
    }

    @Test func `what is no AAC is refused by name`() async throws {
        let scratch = try Scratch()
        try Data("<html>".utf8 + [UInt8](repeating: 0, count: 99))
            .write(to: URL(filePath: scratch.path("x.aac")))
        let error = await #expect(throws: AssembleError.self) {
            try await BookJoiner(.aac).join([scratch.path("x.aac")], to: scratch.path("b.aac"))
        }
        #expect(error?.message.contains("x.aac") == true)
        #expect(!FileManager.default.fileExists(atPath: scratch.path("b.aac")))
    }
}
