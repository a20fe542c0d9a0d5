import Glibc
import NarrateAudio
import NarrateModel

/// Applies a gain and keeps the true peak below a ceiling, looking 5 ms ahead.
///
/// Works on short blocks: each has a gain it needs; the smallest of the neighbourhood is held,
/// released slowly and smoothed, so that the gain moves without a corner and never exceeds what
/// any sample needs. Stretches below the ceiling pass with the plain gain.
struct Limiter {
    /// Blocks of look-ahead.
    private static let reach = 7
    /// Length of a block in seconds.
    private static let blockLength = 0.0007256
    /// Time constant of the release in seconds.
    private static let releaseTime = 0.06

    private let channels: Int
    private let blockFrames: Int
    private let gain: Float
    /// Highest magnitude before the gain.
    private let threshold: Float
    private let releaseShare: Float
    private let weights: [Float]
    private let history: Int

    /// Zeros for the filter's first look back, then the samples that are not handed out yet.
    private var buffer: [Float]
    private var pending = 0
    private var metered = 0
    private var needs: Ring
    private var held: Ring
    private var released: Float = 1
    private var startGain: Float = 1
    private var latency = reach
    private var lastPeak: Float = 0
    private var received = 0
    private var delivered = 0

    /// Creates a limiter.
    ///
    /// - Parameters:
    ///   - format: of the interleaved samples.
    ///   - gain: factor applied in front of the limiter.
    ///   - ceiling: highest true peak, full scale 1.
    init(format: AudioFormat, gain: Double, ceiling: Double) {
        channels = format.channels
        blockFrames = max(12, Int((Self.blockLength * Double(format.sampleRate)).rounded()))
        self.gain = Float(gain)
        threshold = Float(ceiling / gain)
        let share = 1 - exp(-Double(blockFrames) / Double(format.sampleRate) / Self.releaseTime)
        releaseShare = Float(share)
        let reach = Self.reach
        let bell = (0..<reach).map {
            pow(sin(Double.pi * (Double($0) + 0.5) / Double(reach)), 2)
        }
        let total = bell.reduce(0, +)
        weights = bell.map { Float($0 / total) }
        history = (TruePeakFilter.taps - 1) * format.channels
        buffer = [Float](repeating: 0, count: history)
        needs = Ring(count: reach + 1)
        held = Ring(count: reach)
    }

    /// Limits samples and appends to `output` what is ready.
    mutating func process(_ input: UnsafeBufferPointer<Float>, into output: inout [Float]) {
        received += input.count
        buffer += input
        pending += input.count
        advance(into: &output)
    }

    /// Ends the stream: hands out the rest, as many samples as came in.
    mutating func finish(into output: inout [Float]) {
        let size = blockFrames * channels
        let missing = (size - pending % size) % size + Self.reach * size
        buffer += repeatElement(0, count: missing)
        pending += missing
        advance(into: &output)
    }

    private mutating func advance(into output: inout [Float]) {
        let size = blockFrames * channels
        var emitted = 0
        while metered + size <= pending {
            let end = nextGain(blockAt: metered)
            metered += size
            if latency > 0 {
                latency -= 1
            } else {
                scale(blockAt: emitted, from: startGain, to: end)
                emitted += size
            }
            startGain = end
        }
        let count = min(emitted, received - delivered)
        output += buffer[history..<(history + count)]
        delivered += count
        // The filter looks back only behind the samples that are kept for the look-ahead.
        buffer.removeSubrange(history..<(history + emitted))
        pending -= emitted
        metered -= emitted
    }

    /// Meters a block.
    ///
    /// - Returns: the gain at the end of the block that lies `reach` blocks back.
    private mutating func nextGain(blockAt offset: Int) -> Float {
        needs.push(need(ofBlockAt: offset))
        let needed = needs.minimum
        if needed >= 1, released >= 1, held.minimum >= 1 {
            held.push(1)
            return 1
        }
        released += (1 - released) * releaseShare
        if released > 0.9999 { released = 1 }
        released = min(released, needed)
        held.push(released)
        return min(1, held.weighted(by: weights))
    }

    /// The gain a block needs.
    private mutating func need(ofBlockAt offset: Int) -> Float {
        let size = blockFrames * channels
        return buffer.withUnsafeBufferPointer { buffer in
            let start = history + offset
            let samples = UnsafeBufferPointer(rebasing: buffer[start..<(start + size)])
            let blockPeak = samplePeak(of: samples)
            let reachable = max(blockPeak, lastPeak) * TruePeakFilter.bound
            lastPeak = blockPeak
            guard reachable > threshold, let base = samples.baseAddress else { return 1 }
            let truePeak = TruePeakFilter.peak(at: base, count: size, stride: channels)
            return min(1, threshold / max(truePeak, blockPeak))
        }
    }

    private mutating func scale(blockAt offset: Int, from start: Float, to end: Float) {
        let first = history + offset
        let slope = (end - start) / Float(blockFrames)
        buffer.withUnsafeMutableBufferPointer { buffer in
            if start == 1, end == 1 {
                for index in first..<(first + blockFrames * channels) { buffer[index] *= gain }
                return
            }
            for frame in 0..<blockFrames {
                let factor = gain * (start + slope * Float(frame))
                for channel in 0..<channels { buffer[first + frame * channels + channel] *= factor }
            }
        }
    }
}

/// The last few gains.
private struct Ring {
    private var values: [Float]
    private var next = 0

    init(count: Int) { values = [Float](repeating: 1, count: count) }

    mutating func push(_ value: Float) {
        values[next] = value
        next = next + 1 == values.count ? 0 : next + 1
    }

    var minimum: Float {
        var minimum: Float = 1
        for value in values { minimum = min(minimum, value) }
        return minimum
    }

    /// Weighted mean, the newest value first.
    func weighted(by weights: [Float]) -> Float {
        var sum: Float = 0
        for (index, weight) in weights.enumerated() {
            sum += weight * values[(next + values.count - 1 - index) % values.count]
        }
        return sum
    }
}
