import NarrateAudio
import NarrateModel

/// Turns a timeline into samples, piece after piece, in constant memory.
struct ChapterRenderer: ~Copyable {
    private static let chunkFrames = 8192
    private let timeline: Timeline
    private var tone: RoomTone?
    private var position: FrameCount = 0
    private var resampler: Resampler?
    private var resamplerRate = 0
    private var input: [Float] = []
    private var work: [Float] = []
    private var output: [Float] = []

    /// Creates a renderer; without room tone, pauses are digital silence.
    init(_ timeline: Timeline, tone: RoomTone?) {
        self.timeline = timeline
        self.tone = tone
    }

    /// Renders the pause before a piece and the piece itself.
    ///
    /// Pieces must be rendered in order.
    mutating func render(
        piece index: Int,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        let piece = timeline.pieces[index]
        try renderPause(until: piece.start, sink)
        try prepareResampler(from: piece.take.format.sampleRate)
        var reader = try AudioReader(path: piece.path)
        let kept = piece.take.kept
        let fade = Fade(sampleRate: piece.take.format.sampleRate, frameCount: kept.count)
        var offset = 0
        try skip(kept.lowerBound, in: &reader)
        while offset < kept.count {
            let frames = min(Self.chunkFrames, kept.count - offset)
            guard try load(frames, from: &reader, take: piece.take) > 0 else { break }
            let channels = timeline.format.channels
            work.withUnsafeMutableBufferPointer {
                fade.apply(to: $0, offset: offset, channels: channels)
            }
            offset += work.count / channels
            try resample()
            try emit(piece, sink)
        }
        if resampler != nil { try resampler?.finish(into: &output) }
        try emit(piece, sink)
        try renderPause(until: piece.end, sink)
    }

    /// Renders what follows the last piece.
    mutating func finish(_ sink: (UnsafeBufferPointer<Float>) throws -> Void) throws {
        try renderPause(until: timeline.frameCount, sink)
    }

    private mutating func prepareResampler(from sampleRate: Int) throws {
        guard sampleRate != timeline.format.sampleRate else {
            resampler = nil
            return
        }
        if resampler != nil, resamplerRate == sampleRate {
            try resampler?.reset()
            return
        }
        resamplerRate = sampleRate
        resampler = try Resampler(
            from: sampleRate,
            to: timeline.format.sampleRate,
            channels: timeline.format.channels
        )
    }

    private mutating func skip(_ frames: FrameCount, in reader: inout AudioReader) throws {
        var left = frames * reader.format.channels
        while left > 0 {
            let count = try read(min(left, Self.chunkFrames * reader.format.channels), &reader)
            guard count > 0 else { return }
            left -= count
        }
    }

    private mutating func read(_ count: Int, _ reader: inout AudioReader) throws -> Int {
        if input.count < count { input = [Float](repeating: 0, count: count) }
        return try input.withUnsafeMutableBufferPointer {
            try reader.read(into: UnsafeMutableBufferPointer(rebasing: $0[..<count]))
        }
    }

    /// Reads frames into `work`: in the chapter's channels, without their constant part.
    private mutating func load(
        _ frames: FrameCount,
        from reader: inout AudioReader,
        take: TakeAnalysis
    ) throws -> Int {
        let source = reader.format.channels
        let target = timeline.format.channels
        let count = try read(frames * source, &reader)
        let made = count / source
        if work.count != made * target { work = [Float](repeating: 0, count: made * target) }
        input.withUnsafeBufferPointer { input in
            work.withUnsafeMutableBufferPointer { work in
                ChannelMix(from: source, to: target)
                    .apply(input, work, minus: take.mean, times: take.gain)
            }
        }
        return made
    }

    private mutating func resample() throws {
        guard resampler != nil else {
            swap(&output, &work)
            return
        }
        try work.withUnsafeBufferPointer { try resampler?.process($0, into: &output) }
    }

    /// Hands out what belongs to the piece; rounding may leave a frame too many.
    private mutating func emit(
        _ piece: Timeline.Piece,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        let channels = timeline.format.channels
        let count = min(output.count, (piece.end - position) * channels)
        if tone != nil { addTone(to: piece, count: count) }
        if count > 0 {
            try output.withUnsafeBufferPointer {
                try sink(UnsafeBufferPointer(rebasing: $0[..<count]))
            }
        }
        position += count / channels
        output.removeAll(keepingCapacity: true)
    }

    private mutating func addTone(to piece: Timeline.Piece, count: Int) {
        let channels = timeline.format.channels
        let fade = Fade(sampleRate: timeline.format.sampleRate, frameCount: piece.frameCount)
        for frame in 0..<(count / channels) {
            let level = fade.complement(at: position - piece.start + frame)
            guard level > 0, let sample = tone?.next() else { continue }
            for channel in 0..<channels { output[frame * channels + channel] += sample * level }
        }
    }

    private mutating func renderPause(
        until end: FrameCount,
        _ sink: (UnsafeBufferPointer<Float>) throws -> Void
    ) throws {
        let channels = timeline.format.channels
        while position < end {
            let frames = min(Self.chunkFrames, end - position)
            var samples = [Float](repeating: 0, count: frames * channels)
            if tone != nil {
                for frame in 0..<frames {
                    let sample = tone?.next() ?? 0
                    for channel in 0..<channels { samples[frame * channels + channel] = sample }
                }
            }
            try samples.withUnsafeBufferPointer { try sink($0) }
            position += frames
        }
    }
}
