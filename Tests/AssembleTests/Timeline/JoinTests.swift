import NarrateAudio
import NarrateModel
import Testing

@testable import NarrateAssemble

@Suite struct JoinTests {
    private func render(
        _ paths: [String],
        pause: Double,
        tone: RoomTone? = nil,
        sampleRate: Int = 44_100
    ) throws -> (samples: [Float], timeline: Timeline) {
        let takes = try paths.map { try TakeAnalysis(path: $0) }
        let format = AudioFormat(sampleRate: sampleRate, channels: 1)
        let timeline = Timeline(
            paths.map { Placement(path: $0, pauseAfter: pause) },
            takes: takes,
            format: format,
            head: 0.5,
            tail: 0.5
        )
        var renderer = ChapterRenderer(timeline, tone: tone)
        var samples: [Float] = []
        for index in timeline.pieces.indices {
            try renderer.render(piece: index) { samples += $0 }
        }
        try renderer.finish { samples += $0 }
        return (samples, timeline)
    }

    private func largestStep(_ samples: ArraySlice<Float>) -> Float {
        zip(samples, samples.dropFirst()).map { abs($0 - $1) }.max() ?? 0
    }

    @Test(arguments: [22_050, 24_000, 44_100, 48_000], [0, 0.15, 0.6])
    func `no join clicks, even where a take is cut hard`(rate: Int, pause: Double) throws {
        let scratch = try Scratch()
        // Starts and ends at the crest of a loud tone on a constant offset: the worst edge.
        let sine = Signal.sine(100, amplitude: 0.4, seconds: 0.5025, sampleRate: rate)
        let shifted = sine.dropFirst(rate / 400).map { $0 + 0.05 }
        let path = try scratch.take("a.wav", shifted, sampleRate: rate)
        let (samples, timeline) = try render([path, path, path], pause: pause)
        #expect(samples.count == timeline.frameCount)
        // The tone itself moves by 0.0057 per sample; a hard cut would move by 0.4.
        #expect(largestStep(samples[...]) < 0.012)
    }

    @Test func `the constant part of a take is gone`() throws {
        let scratch = try Scratch()
        let offset = Signal.speech(seconds: 1).map { $0 + 0.1 }
        let path = try scratch.take("a.wav", offset)
        let (samples, timeline) = try render([path], pause: 0)
        let piece = try #require(timeline.pieces.first)
        let middle = samples[(piece.start + 2000)..<(piece.end - 2000)]
        #expect(abs(middle.reduce(0, +) / Float(middle.count)) < 0.003)
    }

    @Test(arguments: [(16_000, 44_100), (22_050, 44_100), (24_000, 44_100), (48_000, 44_100)])
    func `positions are exact to the frame at every rate`(source: Int, target: Int) throws {
        let scratch = try Scratch()
        var samples = [Float](repeating: 0, count: source)
        // A pulse train the resampler can carry: one period of a low sine in silence.
        let pulse = Signal.sine(200, amplitude: 0.5, seconds: 0.005, sampleRate: source)
        samples.replaceSubrange((source / 2)..<(source / 2 + pulse.count), with: pulse)
        let path = try scratch.take("a.wav", samples, sampleRate: source)
        let (output, timeline) = try render(
            [String](repeating: path, count: 7),
            pause: 0.333,
            sampleRate: target
        )
        let first = timeline.pieces[0]
        let shape = output[first.start..<first.end]
        for piece in timeline.pieces.dropFirst() {
            // Every piece is the same sound, so it is the same samples at its own start.
            let other = output[piece.start..<piece.end]
            #expect(zip(shape, other).allSatisfy { abs($0 - $1) < 1e-6 })
        }
        let last = timeline.pieces[6]
        let audible = Double(first.take.audible.count) / Double(source)
        let ideal = 0.5 + 6 * (audible + 0.333) - 0.03
        #expect(abs(Double(last.start) / Double(target) - ideal) < 0.0002)
    }

    @Test func `pauses carry room tone at an even level`() throws {
        let scratch = try Scratch()
        let path = try scratch.take("a.wav", Signal.speech(seconds: 1))
        let tone = RoomTone(meanSquare: 1e-7)
        let (samples, timeline) = try render([path, path], pause: 0.8, tone: tone)
        let pause = samples[(timeline.pieces[0].end)..<(timeline.pieces[1].start)]
        #expect(abs(rms(pause) - -70) < 0.5)
        let head = samples[0..<timeline.pieces[0].start]
        #expect(abs(rms(head) - -70) < 0.5)
    }

    @Test(arguments: [0, 0.5, 0.9])
    func `room tone sounds like the room`(correlation: Double) throws {
        var tone = RoomTone(meanSquare: 1e-6, correlation: correlation)
        let samples = (0..<22_050).map { _ in tone.next() }
        #expect(abs(rms(samples) - -60) < 0.3)
        let speech = Signal.speech(seconds: 1, silence: 0)
        let scratch = try Scratch()
        // 1e-6 and 16 bits: amplified, so that rounding does not whiten it.
        let take = try TakeAnalysis(
            path: try scratch.take("a.wav", speech + samples.map { $0 * 4 })
        )
        #expect(abs(take.floorCorrelation - correlation) < 0.1)
    }

    @Test func `room tone is the same on every run`() {
        var first = RoomTone(meanSquare: 1e-6)
        var second = RoomTone(meanSquare: 1e-6)
        #expect((0..<1000).allSatisfy { _ in first.next() == second.next() })
    }

    @Test func `silence around the sound goes, its edges stay`() throws {
        let scratch = try Scratch()
        let burst = Signal.sine(500, amplitude: 0.3, seconds: 0.4)
        let silence = [Float](repeating: 0, count: 22_050)
        let take = try TakeAnalysis(path: try scratch.take("a.wav", silence + burst + silence))
        #expect(abs(Double(take.kept.lowerBound) / 22_050 - 0.97) < 0.006)
        #expect(abs(Double(take.kept.upperBound) / 22_050 - 1.48) < 0.006)
        #expect(!take.isSilent)
    }

    @Test func `a soft ending above the hiss is not cut`() throws {
        let scratch = try Scratch()
        let speech = Signal.sine(500, amplitude: 0.3, seconds: 1)
        // 34 dB below the speech, as a final "f" is.
        let soft = Signal.sine(3000, amplitude: 0.006, seconds: 0.2)
        let silence = [Float](repeating: 0, count: 11_025)
        let path = try scratch.take("a.wav", silence + speech + soft + silence)
        let take = try TakeAnalysis(path: path)
        #expect(abs(Double(take.audible.upperBound) / 22_050 - 1.7) < 0.006)
    }

    @Test func `hiss is not taken for speech`() throws {
        let scratch = try Scratch()
        var noise: UInt64 = 7
        func hiss(_ seconds: Double) -> [Float] {
            (0..<Int(seconds * 22_050)).map { _ in
                noise = noise &* 6_364_136_223_846_793_005 &+ 1
                return 0.004 * (Float(noise >> 40) / Float(1 << 24) - 0.5)
            }
        }
        let speech = zip(Signal.sine(500, amplitude: 0.3, seconds: 1), hiss(1)).map { $0 + $1 }
        let take = try TakeAnalysis(
            path: try scratch.take("a.wav", hiss(0.7) + speech + hiss(0.7))
        )
        #expect(abs(Double(take.audible.lowerBound) / 22_050 - 0.7) < 0.011)
        #expect(abs(Double(take.audible.upperBound) / 22_050 - 1.7) < 0.011)
        #expect(abs(Decibels.of(meanSquare: take.floor) - -58.8) < 1.5)
    }
}
