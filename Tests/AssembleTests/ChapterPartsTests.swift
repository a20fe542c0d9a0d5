import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct ChapterPartsTests {
    /// Placements of equal length with given pauses; their files are not read here.
    private func divide(
        _ pauses: [Double],
        length: Double,
        usable: Double
    ) -> [Range<Int>] {
        var time = 0.0
        let ends = pauses.map { pause in
            time += length + pause
            return time
        }
        let placements = pauses.map { Placement(path: "", pauseAfter: $0) }
        return ChapterAssembler.divide(placements, ends: ends, usable: usable)
    }

    @Test func `parts are equally long and cut at long pauses`() {
        var pauses = [Double](repeating: 0.5, count: 100)
        pauses[52] = 2  // near the middle
        pauses[20] = 5  // longer, but too far from it
        #expect(divide(pauses, length: 9.5, usable: 900) == [0..<53, 53..<100])
    }

    @Test(arguments: [1, 3, 10, 99, 100])
    func `no part is longer than allowed and none is lost`(limit: Int) {
        var noise: UInt64 = 3
        let pauses = (0..<100).map { _ -> Double in
            noise = noise &* 6_364_136_223_846_793_005 &+ 1
            return Double(noise >> 60) / 10
        }
        let usable = Double(limit) * 11.5
        let parts = divide(pauses, length: 10, usable: usable)
        #expect(parts.flatMap { Array($0) } == Array(0..<100))
        for part in parts {
            let length = part.reduce(0) { $0 + 10 + pauses[$1] }
            #expect(length <= usable)
        }
    }

    @Test func `an utterance longer than the limit stays whole`() {
        #expect(divide([0.5, 0.5, 0.5], length: 50, usable: 20) == [0..<1, 1..<2, 2..<3])
    }

    @Test func `a short chapter is one part, a long one several`() async throws {
        let scratch = try Scratch()
        let take = try scratch.take("a.wav", Signal.speech(seconds: 1))
        let placements = [Placement](repeating: Placement(path: take, pauseAfter: 0.5), count: 20)
        #expect(try ChapterAssembler(profile: .acx).parts(of: placements) == [0..<20])
        #expect(try ChapterAssembler(profile: .podcast).parts(of: placements) == [0..<20])
        var profile = MasteringProfile.acx
        profile.maxDuration = 15
        let assembler = ChapterAssembler(profile: profile)
        let parts = try assembler.parts(of: placements)
        #expect(parts.count == 3 || parts.count == 4)
        for part in parts {
            let master = try await assembler.assemble(
                Array(placements[part]),
                to: scratch.path("c.mp3")
            )
            #expect(master.duration <= 15)
            #expect(master.findings.isEmpty)
        }
    }
}
