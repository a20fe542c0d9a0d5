import Glibc

/// How soon the spectrum of speech changes: the faster it is spoken, the sooner.
package struct SpectralChange: Sendable, Equatable, Codable {
    /// Change in 20 ms against that in 80 ms, of dB RMS over the bands, as a natural logarithm.
    package var haste: Double

    /// How much more of that speech has which is faster by a small factor: fitted to the takes of offline voices.
    static let slope = 0.4

    /// Steps of the spectrogram.
    private static let near = 1
    private static let far = 4
    /// Fewer moments of speech tell nothing.
    private static let enough = 25
    /// Speech is what is so far below the loud moments at most, in dB; what is further below than that in a band is
    /// taken for equally silent.
    private static let speechRange: Float = 35
    private static let bandRange: Float = 54

    init(haste: Double) { self.haste = haste }

    /// `nil` of less than half a second of speech.
    init?(_ spectrogram: Spectrogram) {
        let loud = spectrogram.loudLevel
        let speech = (0..<max(0, spectrogram.stepCount - Self.far)).filter {
            spectrogram.totals[$0] > loud - Self.speechRange
        }
        guard speech.count >= Self.enough, spectrogram.usableBands > 0 else { return nil }
        func change(_ steps: Int) -> Float {
            speech.reduce(0) {
                $0 + spectrogram.distance($1, $1 + steps, above: loud - Self.bandRange)
            }
        }
        let (soon, later) = (change(Self.near), change(Self.far))
        guard soon > 0, later > 0 else { return nil }
        haste = Double(log(soon / later))
    }
}

extension Spectrogram {
    /// How far two steps differ, in dB RMS over the bands; what is below a level counts as that.
    fileprivate func distance(_ first: Int, _ second: Int, above level: Float) -> Float {
        var sum: Float = 0
        bands.withUnsafeBufferPointer { bands in
            for band in 0..<usableBands {
                let difference =
                    max(level, bands[second * Self.bandCount + band])
                    - max(level, bands[first * Self.bandCount + band])
                sum += difference * difference
            }
        }
        return (sum / Float(usableBands)).squareRoot()
    }
}
