import NarrateAudio
import NarrateModel

/// Whether peaks were cut off.
///
/// Uncompressed, a clipped wave has flat tops: runs of equal samples at the maximum. A lossy codec
/// bends them, but far too many samples stay close to the highest.
///
/// - Name: `clipping`.
/// - Measures: runs of at least four equal samples at the maximum; share of samples within 1 dB of the highest, in %;
///   in takes with a peak of over 0.05, full scale 1.
/// - Limit: 3 runs; 1.5 %.
/// - Limit from: fitted to sound and spoilt takes of offline voices.
/// - Severity: error.
struct ClippingCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        let tops = take.tops
        guard tops.peak > 0.05 else { return [] }
        if tops.runs >= limits.clippedRuns {
            return [
                Finding(
                    check: "clipping",
                    severity: .error,
                    message: "peaks are cut off flat",
                    measured: Double(tops.runs),
                    limit: Double(limits.clippedRuns),
                    unit: "runs"
                )
            ]
        }
        guard tops.share > limits.clippedShare else { return [] }
        return [
            Finding(
                check: "clipping",
                severity: .error,
                message: "peaks are cut off: too much of it is near the maximum",
                measured: tops.share * 100,
                limit: limits.clippedShare * 100,
                unit: "%"
            )
        ]
    }

    /// What the samples close to the maximum look like.
    struct Tops: Sendable, Equatable {
        var peak: Float
        /// Runs of samples that equal the maximum or minimum but for rounding.
        var runs = 0
        /// Share of samples within 1 dB of the highest.
        var share = 0.0
        /// So many equal samples are no peak of a wave.
        private static let runLength = 4

        init(_ samples: UnsafeBufferPointer<Float>) {
            peak = samplePeak(of: samples)
            let top = peak - max(1e-6, peak * 1e-4)
            let close = peak * 0.891
            var (run, near) = (0, 0)
            for sample in samples {
                let size = abs(sample)
                guard size >= close else {
                    run = 0
                    continue
                }
                near += 1
                run = size >= top ? run + 1 : 0
                if run == Self.runLength { runs += 1 }
            }
            share = Double(near) / Double(max(1, samples.count))
        }
    }
}
