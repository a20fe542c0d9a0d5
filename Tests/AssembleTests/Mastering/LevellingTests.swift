import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct LevellingTests {
    private func takes(_ levels: [Float], _ scratch: Scratch) throws -> [Placement] {
        try levels.enumerated().map { index, level in
            let samples = Signal.speech(seconds: 1.5, level: level)
            return Placement(path: try scratch.take("\(index).wav", samples), pauseAfter: 0.4)
        }
    }

    @Test(arguments: [0.01, 0.1, 0.5, 0.9] as [Float])
    func `every chapter gets the same level`(level: Float) async throws {
        let scratch = try Scratch()
        for profile in [MasteringProfile.brief, .podcast] {
            let master = try await ChapterAssembler(profile: profile)
                .assemble(try takes([level, level, level], scratch), to: scratch.path("c.mp3"))
            #expect(master.findings.isEmpty)
            switch profile.target {
            case .rms(let wanted, _): #expect(abs(master.measures.rms - wanted) < 0.2)
            case .loudness(let wanted, _):
                #expect(abs(try #require(master.measures.integrated) - wanted) < 0.3)
            case .asRecorded: break
            }
        }
    }

    @Test func `a chapter that is only a title does not shout`() async throws {
        let scratch = try Scratch()
        let title = try scratch.take("t.wav", Signal.speech(seconds: 1, level: 0.2))
        let placement = Placement(path: title, pauseAfter: 0.5)
        let assembler = ChapterAssembler(profile: .acx)
        let short = try await assembler.assemble([placement], to: scratch.path("s.mp3"))
        let long = try await assembler.assemble(
            [Placement](repeating: placement, count: 20),
            to: scratch.path("l.mp3")
        )
        #expect(short.findings.isEmpty)
        // Both hold the same sound; by RMS alone they would be 4 dB apart.
        let loudness = try #require(short.measures.integrated)
        #expect(abs(loudness - (try #require(long.measures.integrated))) < 2)
    }

    @Test func `a chapter of silence says that it is one`() async throws {
        let scratch = try Scratch()
        let silence = [Float](repeating: 0, count: 22_050)
        let take = try scratch.take("a.wav", silence)
        let master = try await ChapterAssembler(profile: .acx)
            .assemble([Placement(path: take, pauseAfter: 0)], to: scratch.path("c.mp3"))
        #expect(master.findings.map(\.check) == ["silence", "level"])
        #expect(master.measures.integrated == nil)
    }

    @Test func `takes that are hardly there are not blown up`() async throws {
        let scratch = try Scratch()
        let master = try await ChapterAssembler(profile: .acx)
            .assemble(try takes([0.0005, 0.0005], scratch), to: scratch.path("c.mp3"))
        let finding = try #require(master.findings.first)
        #expect(finding.check == "level")
        #expect(finding.message.hasSuffix("too quiet to be raised that far without their noise"))
        #expect(finding.limit == -20)
    }

    @Test func `a chapter of two words gets less silence rather than too low a level`() async throws
    {
        let scratch = try Scratch()
        // Its peaks are 20 dB above its level.
        try scratch.run("espeak-ng", ["-v", "en-gb", "-w", scratch.path("a.wav"), "Night fell."])
        let words = [Placement(path: scratch.path("a.wav"), pauseAfter: 0)]
        let master = try await ChapterAssembler(profile: .acx)
            .assemble(words, to: scratch.path("c.mp3"))
        #expect(master.findings.isEmpty, "\(master.findings)")
        #expect((-23 ... -18).contains(master.measures.rms))
        #expect(master.duration < 2.5)
        #expect(try scratch.decoded("c.mp3").count == master.frameCount)
    }

    @Test func `noisy takes fail the profile with a reason`() async throws {
        let scratch = try Scratch()
        var noise: UInt64 = 1
        let samples = Signal.speech(seconds: 3, level: 0.3).map { sample -> Float in
            noise = noise &* 6_364_136_223_846_793_005 &+ 1
            return sample + 0.02 * (Float(noise >> 40) / Float(1 << 24) - 0.5)
        }
        let take = try scratch.take("a.wav", samples)
        let placements = [take, take].map { Placement(path: $0, pauseAfter: 0.6) }
        var profile = MasteringProfile.acx
        profile.head = 0.01
        profile.tail = 0.01
        profile.noiseFloorLimit = -75
        let master = try await ChapterAssembler(profile: profile)
            .assemble(placements, to: scratch.path("c.mp3"))
        // The pause is filled with tone 6 dB below the limit: only the takes can miss it.
        #expect(master.measures.noiseFloor < -75)
        #expect(master.findings.isEmpty)
    }

    @Test(
        arguments: [
            ([0.3, 0.3, 0.3], [0, 0, 0]),
            ([0.3, 0.33, 0.3], [0, 0, 0]),  // 0.8 dB is within any speaker's dynamics
            ([0.3, 0.3, 0.08], [0, 0, 3]),  // 11.5 dB: moved by no more than 3
            ([0.3, 0.3, 0.9], [0, 0, -3]),
        ] as [([Float], [Double])]
    )
    func `takes move towards the median by 3 dB at most`(
        levels: [Float],
        gains: [Double]
    ) throws {
        let scratch = try Scratch()
        let analyses = try takes(levels, scratch).map { try TakeAnalysis(path: $0.path) }
        let evened = analyses.evened(within: 3)
        for (take, gain) in zip(evened, gains) {
            #expect(abs(Decibels.of(amplitude: Double(take.gain)) - gain) < 0.01)
        }
        #expect(analyses.evened(within: 0) == analyses)
    }
}
