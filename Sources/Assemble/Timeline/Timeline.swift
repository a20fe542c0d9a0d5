import NarrateAudio
import NarrateModel

/// Where everything of a chapter lies, to the frame.
struct Timeline: Sendable, Equatable {
    /// A take in its place.
    struct Piece: Sendable, Equatable {
        var path: String
        var take: TakeAnalysis
        /// First frame in the chapter, and how many.
        var start: FrameCount
        var frameCount: FrameCount

        var end: FrameCount { start + frameCount }
        /// The frame behind its last audible one.
        var soundEnd: FrameCount
    }

    var format: AudioFormat
    var pieces: [Piece]
    var frameCount: FrameCount

    /// Lays out takes at a sample rate.
    init(
        _ placements: [Placement],
        takes: [TakeAnalysis],
        format: AudioFormat,
        head: Double,
        tail: Double
    ) {
        self.format = format
        pieces = []
        frameCount = 0
        let rate = Double(format.sampleRate)
        // Whole seconds add up exactly; frames are rounded once, from the exact time.
        var time = 0.0
        for (index, (placement, take)) in zip(placements, takes).enumerated() {
            let scale = 1 / Double(take.format.sampleRate)
            let leadIn = Double(take.audible.lowerBound - take.kept.lowerBound) * scale
            let leadOut = Double(take.kept.upperBound - take.audible.upperBound) * scale
            let length = Double(take.kept.count) * scale
            if index == 0 { time = max(0, head - leadIn) } else { time = max(time - leadIn, end) }
            let start = Int((time * rate).rounded())
            let frameCount = Int((length * rate).rounded())
            pieces.append(
                Piece(
                    path: placement.path,
                    take: take,
                    start: start,
                    frameCount: frameCount,
                    soundEnd: start + frameCount - Int((leadOut * rate).rounded())
                )
            )
            let isLast = index == placements.count - 1
            let pause = isLast && tail > 0 ? tail : placement.pauseAfter
            time = max(0, pause) - leadOut + Double(start + frameCount) / rate
        }
        frameCount = max(pieces.last?.end ?? 0, Int((time * rate).rounded()))
    }

    /// Length in seconds.
    var duration: Double { Double(frameCount) / Double(format.sampleRate) }

    /// Where the last piece ends, in seconds.
    private var end: Double { Double(pieces.last?.end ?? 0) / Double(format.sampleRate) }
}
