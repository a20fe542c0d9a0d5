import NarrateAudio
import NarrateModel

/// Measures a master with libebur128, which had no part in making it.
struct MasterMeter: ~Copyable {
    private var loudness: LoudnessMeter
    private var truePeak: PeakJudge
    private var floor: NoiseFloorMeter

    /// Creates a meter.
    init(format: AudioFormat) throws(AudioError) {
        let loudness = try LoudnessMeter(format: format)
        let truePeak = try PeakJudge(format: format)
        self.loudness = loudness
        self.truePeak = truePeak
        floor = NoiseFloorMeter(format: format)
    }

    /// Measures the next samples.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) throws(AudioError) {
        try loudness.add(samples)
        try truePeak.add(samples)
        floor.add(samples)
    }

    /// Measures the next frames of a file; `false` at its end.
    @inline(never)
    mutating func add(
        next frames: FrameCount,
        of reader: inout AudioReader
    ) throws(AudioError) -> Bool {
        guard let piece = try reader.read(frames) else { return false }
        let result = piece.samples.withUnsafeBufferPointer { samples in
            Result { () throws(AudioError) in try add(samples) }
        }
        try result.get()
        return true
    }

    /// What a finished file measures, decoded again.
    static func measures(ofFile path: String) async throws -> Master.Measures {
        var reader = try AudioReader(path: path)
        var meter = try MasterMeter(format: reader.format)
        while try meter.add(next: 1 << 16, of: &reader) { try await ChapterAssembler.pause() }
        return try meter.finish()
    }

    /// What everything measures.
    @inline(never)
    mutating func finish() throws(AudioError) -> Master.Measures {
        try truePeak.finish()
        return Master.Measures(
            integrated: loudness.integrated,
            truePeak: truePeak.truePeak,
            rms: floor.sums.rms,
            noiseFloor: floor.noiseFloor
        )
    }
}
