import Glibc

/// Conversions between amplitudes and decibels relative to full scale.
package enum Decibels {
    /// What digital silence is reported as: logarithms and JSON have no minus infinity.
    package static let silence = -120.0

    /// dBFS of an amplitude, full scale 1; never below `silence`.
    package static func of(amplitude: Double) -> Double {
        amplitude > 1e-6 ? 20 * log10(amplitude) : silence
    }

    /// dBFS of a mean square; never below `silence`.
    package static func of(meanSquare: Double) -> Double {
        meanSquare > 1e-12 ? 10 * log10(meanSquare) : silence
    }

    /// The factor that a gain in decibels means.
    package static func amplitude(of decibels: Double) -> Double { pow(10, decibels / 20) }
}
