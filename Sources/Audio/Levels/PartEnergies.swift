import NarrateModel

/// K-weighted energy of each 100 ms of a stream (ITU-R BS.1770-4): what loudness is made of.
struct PartEnergies: Sendable {
    private let weighting: KWeighting
    private let channels: Int
    private let partSamples: Int
    private var states: [KWeighting.State]
    private var energy = 0.0
    private var count = 0
    /// Sums over all channels, of whole parts.
    private(set) var energies: [Float] = []

    /// Creates a meter for one or two channels, which count alike.
    init(format: AudioFormat) {
        weighting = KWeighting(sampleRate: format.sampleRate)
        channels = format.channels
        partSamples = (format.sampleRate + 5) / 10 * format.channels
        states = [KWeighting.State](repeating: KWeighting.State(), count: format.channels)
    }

    /// Frames of a part.
    var framesOfPart: Int { partSamples / channels }

    /// Measures the next interleaved samples.
    mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        var start = 0
        while start < samples.count {
            let end = min(samples.count, start + partSamples - count)
            let piece = UnsafeBufferPointer(rebasing: samples[start..<end])
            for channel in 0..<channels {
                energy += weighting.energy(of: piece, from: channel, by: channels, &states[channel])
            }
            count += piece.count
            if count == partSamples { close() }
            start = end
        }
    }

    /// Ends the stream: the last part may be shorter.
    mutating func finish() {
        if count > 0 { close() }
    }

    private mutating func close() {
        energies.append(Float(energy))
        energy = 0
        count = 0
        for channel in states.indices { states[channel].flush() }
    }
}

/// The gates of ITU-R BS.1770-4 over energies of 100 ms.
struct LoudnessGate: Sendable {
    /// Blocks of 400 ms overlap by three quarters.
    private static let partsOfBlock = 4
    /// Mean squares of all blocks.
    private let blocks: [Float]

    /// Makes blocks of parts.
    init(parts: [Float], framesOfPart: Int) {
        let frames = Float(Self.partsOfBlock * framesOfPart)
        guard parts.count >= Self.partsOfBlock else {
            blocks = []
            return
        }
        blocks = (0...(parts.count - Self.partsOfBlock)).map { start in
            (parts[start] + parts[start + 1] + parts[start + 2] + parts[start + 3]) / frames
        }
    }

    /// LUFS, or `nil` when every block is below the gate.
    var integrated: Double? {
        // -70 LUFS as a mean square.
        let absolute = Float(1.1724653045822964e-7)
        guard let average = mean(above: absolute) else { return nil }
        return mean(above: max(absolute, Float(average / 10))).map {
            Decibels.of(meanSquare: $0) - 0.691
        }
    }

    private func mean(above threshold: Float) -> Double? {
        var sum = 0.0
        var count = 0
        for block in blocks where block >= threshold {
            sum += Double(block)
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }
}
