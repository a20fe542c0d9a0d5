import NarrateAudio
import NarrateModel

/// Masters and encodes a chapter, piece by piece, to every file that is wanted of it.
///
/// As with `LevelSurvey`, the pieces are never inlined into an async function.
struct MasterWriter: ~Copyable {
    private var renderer: ChapterRenderer
    private var chain: MasteringChain
    /// Measures what is handed to the encoders, where none of their files can be decoded again.
    private var meter: MasterMeter?
    private let sinks: [any MasterSink]

    /// Prepares to write a timeline.
    @inline(never)
    init(
        _ timeline: Timeline,
        _ mastering: Mastering,
        sinks: [any MasterSink],
        isMetered: Bool
    ) throws(AudioError) {
        meter = nil
        if isMetered { meter = try MasterMeter(format: timeline.format) }
        chain = MasteringChain(mastering, format: timeline.format)
        renderer = ChapterRenderer(timeline, tone: mastering.tone)
        self.sinks = sinks
    }

    /// Writes the next piece and the pause before it.
    @inline(never)
    mutating func write(piece index: Int) throws {
        try renderer.render(piece: index) { samples in
            try chain.process(samples) { mastered in
                try meter?.add(mastered)
                for sink in sinks { try sink.add(mastered) }
            }
        }
    }

    /// Writes what follows the last piece and ends the file.
    ///
    /// - Returns: what was encoded measures, where it was measured.
    @inline(never)
    mutating func finish() throws -> Master.Measures? {
        try renderer.finish { samples in
            try chain.process(samples) { mastered in
                try meter?.add(mastered)
                for sink in sinks { try sink.add(mastered) }
            }
        }
        try chain.finish { mastered in
            try meter?.add(mastered)
            for sink in sinks { try sink.add(mastered) }
        }
        for sink in sinks { try sink.finish() }
        return try meter?.finish()
    }
}
