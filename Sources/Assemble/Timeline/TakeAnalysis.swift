import NarrateAudio
import NarrateModel

/// What a take measures and which part of it is kept.
struct TakeAnalysis: Sendable, Equatable {
    var format: AudioFormat
    /// Frames of the take that are kept.
    var kept: Range<FrameCount>
    /// Frames of the take that are audible; inside `kept`.
    var audible: Range<FrameCount>
    /// The constant part, to be subtracted.
    var mean: Float
    /// Sums over the kept part, all channels.
    var sums: SampleSums
    /// Mean square of the take's quietest moment.
    var floor: Double
    /// How much a sample of that moment is like the one before, from -1 to 1.
    var floorCorrelation: Double
    var isSilent: Bool
    /// Frames the file promises and does not have.
    var missingFrames = 0
    /// The kept part in windows of 5 ms.
    var windows: [WindowLevel]
    /// A factor of this take alone; the other figures already include it.
    var gain: Float = 1

    /// Natural silence left in front of the first and behind the last audible moment, in seconds.
    private static let leadIn = 0.03
    private static let leadOut = 0.08
    /// Length of the windows that are compared, in seconds.
    private static let windowLength = 0.005

    /// Reads a take and measures it.
    init(path: String) throws(AudioError) {
        var reader = try AudioReader(path: path)
        let format = reader.format
        let frames = max(1, Int(Double(format.sampleRate) * Self.windowLength))
        let window = frames * format.channels
        var buffer = [Float](repeating: 0, count: window * 256)
        var windows: [SampleSums] = []
        var quiet = QuietMoment(windowSamples: window, channels: format.channels)
        var total = 0
        while true {
            let result = buffer.withUnsafeMutableBufferPointer { buffer in
                Result { () throws(AudioError) in try reader.read(into: buffer) }
            }
            let count = try result.get()
            guard count > 0 else { break }
            total += count
            buffer.withUnsafeBufferPointer { buffer in
                let first = windows.count
                for start in stride(from: 0, to: count, by: window) {
                    let end = min(start + window, count)
                    windows.append(
                        SampleSums(UnsafeBufferPointer(rebasing: buffer[start..<end]))
                    )
                }
                quiet.look(at: buffer, windows: windows[first...])
            }
        }
        guard total > 0 else {
            throw AudioError(code: .notAudio, message: "'\(path)' holds no samples")
        }
        let missing = max(0, (reader.expectedFrames ?? 0) - total / format.channels)
        self.init(
            format: format,
            frameCount: total / format.channels,
            windows: windows,
            quiet: quiet
        )
        missingFrames = missing
    }

    private init(
        format: AudioFormat,
        frameCount: FrameCount,
        windows: [SampleSums],
        quiet: QuietMoment
    ) {
        let frames = max(1, Int(Double(format.sampleRate) * Self.windowLength))
        self.format = format
        floor = quiet.meanSquare
        floorCorrelation = quiet.correlation
        let threshold = Self.threshold(of: windows)
        let first = windows.firstIndex { $0.variance > threshold }
        let last = windows.lastIndex { $0.variance > threshold }
        isSilent = first == nil
        let onset = (first ?? 0) * frames
        let offset = min(frameCount, ((last ?? windows.count - 1) + 1) * frames)
        audible = onset..<max(onset, offset)
        let leadIn = Int(Self.leadIn * Double(format.sampleRate))
        let leadOut = Int(Self.leadOut * Double(format.sampleRate))
        kept = max(0, audible.lowerBound - leadIn)..<min(frameCount, audible.upperBound + leadOut)
        let end = (kept.upperBound + frames - 1) / frames
        let keptWindows = windows[(kept.lowerBound / frames)..<end]
        sums = SampleSums()
        for window in keptWindows { sums.add(window) }
        mean = Float(sums.mean)
        let mean = sums.mean
        self.windows = keptWindows.map { window in
            let constant = mean * (2 * window.sum - mean * Double(window.count))
            return WindowLevel(
                meanSquare: Float(max(0, window.squares - constant) / Double(window.count)),
                peak: window.peak
            )
        }
    }

    /// Mean square above which a window is audible, relative to the take's own speech.
    private static func threshold(of windows: [SampleSums]) -> Double {
        let average = windows.reduce(0) { $0 + $1.variance } / Double(max(1, windows.count))
        let loud = windows.lazy.map(\.variance).filter { $0 > average / 10 }
        let level = loud.reduce(0, +) / Double(max(1, loud.count))
        let quiet = windows.map(\.variance).sorted()[windows.count / 10]
        // 45 dB below the speech, or 6 dB above the hiss; but never less than 30 dB below.
        let threshold = min(max(level * 3.2e-5, quiet * 4), level * 1e-3)
        return max(threshold, 1e-9)
    }
}

extension SampleSums {
    /// Mean square without the constant part.
    var variance: Double { max(0, meanSquare - mean * mean) }
}
