import NarrateAudio
import NarrateModel

/// Measures a chapter's level before its gain is known, piece by piece.
///
/// The pieces are never inlined: Swift 6.3.1 crashes when it splits an async function that holds
/// their error paths (`CoroSplit`, `emitSetAndGetSwiftErrorValueAround`).
struct LevelSurvey: ~Copyable {
    private var renderer: ChapterRenderer
    private var chain: MasteringChain
    private var meter: LevelMeter

    /// Prepares to measure a timeline behind a mastering chain.
    init(
        _ timeline: Timeline,
        _ mastering: Mastering,
        target: MasteringProfile.Target
    ) {
        meter = LevelMeter(target, format: timeline.format)
        chain = MasteringChain(mastering, format: timeline.format)
        renderer = ChapterRenderer(timeline, tone: mastering.tone)
    }

    /// Measures the next piece and the pause before it.
    @inline(never)
    mutating func measure(piece index: Int) throws {
        try renderer.render(piece: index) { samples in
            try chain.process(samples) { meter.add($0) }
        }
    }

    /// Measures what follows the last piece.
    ///
    /// - Returns: dBFS RMS or LUFS; `nil` when there is nothing but silence.
    @inline(never)
    mutating func finish() throws -> Double? {
        try renderer.finish { samples in try chain.process(samples) { meter.add($0) } }
        try chain.finish { meter.add($0) }
        return meter.level
    }
}
