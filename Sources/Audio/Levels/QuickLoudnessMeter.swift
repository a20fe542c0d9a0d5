import NarrateModel

/// Integrated loudness (ITU-R BS.1770-4, gated) at a third of libebur128's price.
///
/// For streams that are measured while they are made. Tests hold it within 0.01 LU of
/// `LoudnessMeter`, which stays the independent judge of finished files.
package struct QuickLoudnessMeter: Sendable {
    /// Blocks of 400 ms overlap by three quarters.
    private static let parts = 4
    private let weighting: KWeighting
    private let channels: Int
    private let partSamples: Int
    private var states: [KWeighting.State]
    private var partEnergy = 0.0
    private var partCount = 0
    /// Energies of the last parts of 100 ms, and mean squares of all blocks.
    private var recent: [Double] = []
    private var blocks: [Float] = []

    /// Creates a meter for one or two channels, which count alike.
    package init(format: AudioFormat) {
        weighting = KWeighting(sampleRate: format.sampleRate)
        channels = format.channels
        partSamples = (format.sampleRate + 5) / 10 * format.channels
        states = [KWeighting.State](repeating: KWeighting.State(), count: format.channels)
    }

    /// Measures the next interleaved samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) {
        var start = 0
        while start < samples.count {
            let end = min(samples.count, start + partSamples - partCount)
            let piece = UnsafeBufferPointer(rebasing: samples[start..<end])
            for channel in 0..<channels {
                partEnergy += weighting.energy(
                    of: piece,
                    from: channel,
                    by: channels,
                    &states[channel]
                )
            }
            partCount += piece.count
            if partCount == partSamples { closePart() }
            start = end
        }
    }

    /// LUFS of everything so far, or `nil` when every block is below the gate.
    package var integrated: Double? {
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

    private mutating func closePart() {
        recent.append(partEnergy)
        partEnergy = 0
        partCount = 0
        for channel in states.indices { states[channel].flush() }
        guard recent.count == Self.parts else { return }
        let frames = Double(Self.parts * partSamples / channels)
        blocks.append(Float(recent.reduce(0, +) / frames))
        recent.removeFirst()
    }
}
