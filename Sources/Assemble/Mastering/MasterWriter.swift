import NarrateAudio
import NarrateModel

/// Masters, measures and encodes a chapter, piece by piece.
///
/// As with `LevelSurvey`, the pieces are never inlined into an async function.
struct MasterWriter: ~Copyable {
    private var renderer: ChapterRenderer
    private var chain: MasteringChain
    private var meter: MasterMeter
    private var encoder: MP3Encoder
    private var file: OutputFile

    /// Prepares to write a timeline.
    init(
        _ timeline: Timeline,
        _ mastering: Mastering,
        encoder: consuming MP3Encoder,
        file: consuming OutputFile
    ) {
        meter = MasterMeter(format: timeline.format)
        chain = MasteringChain(mastering, format: timeline.format)
        renderer = ChapterRenderer(timeline, tone: mastering.tone)
        self.encoder = encoder
        self.file = file
    }

    /// Writes the next piece and the pause before it.
    @inline(never)
    mutating func write(piece index: Int) throws {
        try renderer.render(piece: index) { samples in
            try chain.process(samples) { mastered in
                meter.add(mastered)
                try encoder.encode(mastered, into: &file)
            }
        }
    }

    /// Writes what follows the last piece and ends the file.
    ///
    /// - Returns: what was encoded measures.
    @inline(never)
    mutating func finish() throws -> Master.Measures {
        try renderer.finish { samples in
            try chain.process(samples) { mastered in
                meter.add(mastered)
                try encoder.encode(mastered, into: &file)
            }
        }
        try chain.finish { mastered in
            meter.add(mastered)
            try encoder.encode(mastered, into: &file)
        }
        try file.finish(replacingStart: try encoder.finish(into: &file))
        return meter.finish()
    }
}
