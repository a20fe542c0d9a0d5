import Glibc

extension Spectrogram {
    /// The first band above 3.5 kHz: what goes there is breath, hiss and sibilants.
    static let highBand = edges.firstIndex { $0 >= 3500 } ?? bandCount

    private static let middleBands =
        (edges.firstIndex { $0 >= 400 } ?? 0)..<highBand

    /// Steps within a range that are speech beyond doubt: less than 25 dB below the loud ones.
    func speechSteps(_ range: Range<Int>) -> [Int] {
        guard !totals.isEmpty else { return [] }
        let loud = totals.sorted()[totals.count * 95 / 100]
        return range.filter { totals[$0] > loud - 25 }
    }

    /// Energy above 3.5 kHz against all energy in some steps, in dB.
    func brightness(of steps: [Int]) -> Double {
        var high = 0.0
        var all = 0.0
        for step in steps {
            for (band, level) in bands(at: step).enumerated() where band < usableBands {
                let energy = pow(10, Double(level) / 10)
                all += energy
                if band >= Self.highBand { high += energy }
            }
        }
        return all > 0 && high > 0 ? 10 * log10(high / all) : -120
    }

    /// Mean of each band against the mean of all bands in some steps, in dB.
    func timbre(of steps: [Int]) -> [Float] {
        guard !steps.isEmpty, usableBands > 0 else { return [] }
        var sums = [Float](repeating: 0, count: usableBands)
        for step in steps {
            for (band, level) in bands(at: step).prefix(usableBands).enumerated() {
                sums[band] += max(level, totals[step] - 60)
            }
        }
        let means = sums.map { $0 / Float(steps.count) }
        let mean = means.reduce(0, +) / Float(means.count)
        return means.map { $0 - mean }
    }

    /// The level only one step in twenty exceeds, in dB.
    var loudLevel: Float {
        totals.isEmpty ? -120 : totals.sorted()[totals.count * 95 / 100]
    }

    /// Energy above 3.5 kHz at a step, in dB.
    func high(at step: Int) -> Float {
        let energy = bands(at: step)[(step * Self.bandCount + Self.highBand)...]
            .reduce(Float(0)) { $0 + pow(10, $1 / 10) }
        return 10 * log10(max(energy, 1e-12))
    }

    /// How evenly energy is spread from 400 to 3500 Hz: 0 dB for all the same, far below for a tone.
    func flatness(of range: Range<Int>) -> Float {
        let values = range.map { step in
            let levels = Array(bands(at: step))[Self.middleBands]
            let mean = levels.reduce(0, +) / Float(levels.count)
            let energy = levels.reduce(Float(0)) { $0 + pow(10, $1 / 10) } / Float(levels.count)
            return mean - 10 * log10(max(energy, 1e-12))
        }
        return values.reduce(0, +) / Float(max(1, values.count))
    }
}
