import NarrateAudio

/// Finds the quietest 50 ms of a take: what the room sounds like.
struct QuietMoment {
    /// Windows that make a moment.
    private static let length = 10
    private let windowSamples: Int
    private let channels: Int
    private var quietest = Double.infinity
    /// How much a sample of the moment is like the one before, from -1 to 1.
    private(set) var correlation = 0.0

    /// Creates a search over windows of some samples, interleaved.
    init(windowSamples: Int, channels: Int) {
        self.windowSamples = windowSamples
        self.channels = channels
    }

    /// Mean square of the moment without its constant part; 0 when there were no samples.
    var meanSquare: Double { quietest.isFinite ? quietest : 0 }

    /// Looks at the next samples and the sums over their windows.
    mutating func look(at samples: UnsafeBufferPointer<Float>, windows: ArraySlice<SampleSums>) {
        let levels = windows.map(\.variance)
        let length = min(Self.length, levels.count)
        // A last window cut short by the end says little.
        guard length == Self.length || !quietest.isFinite else { return }
        for start in 0...(levels.count - length) {
            let level = levels[start..<start + length].reduce(0, +) / Double(max(1, length))
            guard level < quietest else { continue }
            quietest = level
            let first = start * windowSamples
            let count = windows[(windows.startIndex + start)...].prefix(length)
                .reduce(0) { $0 + $1.count }
            correlate(UnsafeBufferPointer(rebasing: samples[first..<(first + count)]))
        }
    }

    private mutating func correlate(_ samples: UnsafeBufferPointer<Float>) {
        let mean = SampleSums(samples).mean
        var products = 0.0
        var squares = 0.0
        for index in channels..<max(channels, samples.count) {
            let (now, before) = (Double(samples[index]), Double(samples[index - channels]))
            products += (now - mean) * (before - mean)
            squares += (now - mean) * (now - mean)
        }
        correlation = squares > 0 ? products / squares : 0
    }
}
