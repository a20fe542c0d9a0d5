import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct AudioFileCheckerTests {
    /// Figures that every profile but `podcast` takes.
    private static let good = AudioFileMeasures(
        format: .release,
        duration: 600,
        integrated: -20,
        truePeak: -3.4,
        rms: -20,
        noiseFloor: -70,
        offset: 0,
        head: 0.75,
        tail: 2,
        bitRate: 192,
        isConstantBitRate: true,
        missing: 0
    )

    private func words(_ measures: AudioFileMeasures, _ profile: MasteringProfile) -> [String] {
        AudioFileChecker(profile: profile).findings(on: measures)
            .map { "\($0.check) \($0.severity.rawValue)" }
    }

    private static func changed(_ change: (inout AudioFileMeasures) -> Void)
        -> AudioFileMeasures
    {
        var measures = good
        change(&measures)
        return measures
    }

    @Test(arguments: [
        (good, []),
        (changed { $0.rms = -23.1 }, ["rms error"]),
        (changed { $0.rms = -17.9 }, ["rms error"]),
        (changed { $0.truePeak = -2.9 }, ["truePeak error"]),
        (changed { $0.noiseFloor = -59.9 }, ["noiseFloor error"]),
        (changed { $0.duration = 7201 }, ["duration error"]),
        (changed { $0.format.sampleRate = 48_000 }, ["sampleRate error"]),
        (changed { $0.format.channels = 2 }, ["channels info"]),
        (changed { $0.bitRate = 128 }, ["bitRate error"]),
        (changed { $0.isConstantBitRate = false }, ["bitRate error"]),
        (changed { $0.head = 0.2 }, ["head warning"]),
        (changed { $0.tail = 7 }, ["tail warning"]),
        (changed { $0.offset = -0.03 }, ["offset warning"]),
        (changed { $0.missing = 2 }, ["truncation error"]),
    ])
    func `holds figures against acx`(measures: AudioFileMeasures, expected: [String]) {
        #expect(words(measures, .acx) == expected)
    }

    @Test(arguments: [
        (-19.9, 1, true), (-20.1, 1, false), (-18.0, 1, true), (-17.9, 1, false),
        (-16.9, 2, true), (-17.1, 2, false),  // two channels of the same are 3 LU louder
    ])
    func `podcasts have their loudness`(lufs: Double, channels: Int, passes: Bool) {
        let measures = Self.changed {
            $0.integrated = lufs
            $0.format.channels = channels
        }
        let findings = words(measures, .podcast)
        #expect(findings.contains("integrated error") != passes)
    }

    @Test func `no profile, no demands`() {
        let odd = Self.changed {
            $0.rms = -50
            $0.bitRate = 8
            $0.format = AudioFormat(sampleRate: 8000, channels: 1)
        }
        #expect(words(odd, .asRecorded) == [])
    }

    @Test func `measures a file`() throws {
        let sound = Sound.silence(1) + Sound.tone(4, hertz: 1000, amplitude: 0.5) + Sound.silence(2)
        let file = try TemporaryFile(sound.wave())
        let report = AudioFileChecker(profile: .acx).report(onFileAt: file.path)
        let measures = try #require(report.measures)
        #expect(abs(measures.duration - 7) < 0.001)
        #expect(abs(measures.truePeak - -6.02) < 0.05)
        // A sine of half scale is at -9.03 dBFS; four of seven seconds are 2.43 dB less.
        #expect(abs(measures.rms - -11.46) < 0.05)
        #expect(measures.noiseFloor <= -100)
        #expect(abs(measures.head - 1) < 0.015)
        #expect(abs(measures.tail - 2) < 0.015)
        #expect(abs(measures.bitRate - 353) < 1)
        #expect(!report.passed)
        #expect(report.findings.map(\.check).contains("sampleRate"))
    }

    @Test func `tells constant from variable bit rates`() throws {
        let speech = try TemporaryFile(Sound.speech(5).wave())
        let target = FileManager.default.temporaryDirectory
            .appending(path: "narrate-check-\(UUID().uuidString).mp3").path
        defer { unlink(target) }
        for (setting, isConstant) in [(["-b:a", "64k"], true), (["-q:a", "2"], false)] {
            try run(
                "ffmpeg",
                ["-v", "error", "-y", "-i", speech.path, "-c:a", "libmp3lame"] + setting + [target]
            )
            let stream = try #require(MPEGStream(path: target))
            #expect(stream.isConstant == isConstant)
            if isConstant { #expect(stream.bitRate == 64) }
        }
    }

    @Test func `a file that is no audio does not pass`() throws {
        let file = try TemporaryFile(Data("hello".utf8), extension: "mp3")
        let report = AudioFileChecker(profile: .acx).report(onFileAt: file.path)
        #expect(report.measures == nil)
        #expect(!report.passed)
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
