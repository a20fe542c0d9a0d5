import NarrateModel

/// Integrated loudness (ITU-R BS.1770-4, gated) at a third of libebur128's price.
///
/// For streams that are measured while they are made. Tests hold it within 0.01 LU of
/// `LoudnessMeter`, which stays the independent judge of finished files.
package struct QuickLoudnessMeter: Sendable {
    private var parts: PartEnergies

    /// Creates a meter for one or two channels, which count alike.
    package init(format: AudioFormat) { parts = PartEnergies(format: format) }

    /// Measures the next interleaved samples.
    package mutating func add(_ samples: UnsafeBufferPointer<Float>) { parts.add(samples) }

    /// LUFS of everything so far, or `nil` when every block is below the gate.
    package var integrated: Double? {
        LoudnessGate(parts: parts.energies, framesOfPart: parts.framesOfPart).integrated
    }
}
