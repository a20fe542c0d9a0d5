import Glibc

/// How much a voice differs between what is before and what is after a place in a take.
struct VoiceChange: Sendable, Equatable {
    /// Difference of timbre in dB RMS over the bands.
    var timbre: Double
    /// Difference of pitch in octaves.
    var pitch: Double
    /// Where, in seconds.
    var position: Double

    /// Voiced steps each side needs to be compared.
    private static let least = 30

    /// The greatest change among some places; `nil` when the take is too short to tell.
    ///
    /// `steps`: those that have a pitch.
    init?(_ signal: TakeSignal, _ steps: [Int]) {
        guard steps.count >= 2 * Self.least else { return nil }
        let places = Set(
            [0.25, 0.4, 0.5, 0.6, 0.75].map { share in
                min(max(Int(Double(steps.count) * share), Self.least), steps.count - Self.least)
            }
        )
        let changes = places.sorted().map { Self.change(signal, steps, at: $0) }
        guard let best = changes.max(by: { $0.score < $1.score }) else { return nil }
        self = best
    }

    private init(timbre: Double, pitch: Double, position: Double) {
        self.timbre = timbre
        self.pitch = pitch
        self.position = position
    }

    /// Both in one figure; about 1 is much for one voice.
    var score: Double { sqrt(timbre * timbre / 36 + pitch * pitch / 0.16) }

    private static func change(_ signal: TakeSignal, _ steps: [Int], at place: Int) -> VoiceChange {
        let sides = [Array(steps[..<place]), Array(steps[place...])]
        let timbres = sides.map { signal.spectrogram.timbre(of: $0).map(Double.init) }
        // A few syllables have the timbre of their vowels rather than of the voice.
        let weight = min(1, sqrt(Double(sides.map(\.count).min() ?? 0) / 60))
        let pitches = sides.map { side in
            let values = side.compactMap { signal.pitch.octaves[$0] }.sorted()
            return values.isEmpty ? 0 : Double(values[values.count / 2])
        }
        return VoiceChange(
            timbre: weight * Self.distance(timbres[0], timbres[1]),
            pitch: abs(pitches[0] - pitches[1]),
            position: Double(steps[place]) * Spectrogram.step
        )
    }

    /// Root of the mean square of the differences, in dB.
    static func distance(_ left: [Double], _ right: [Double]) -> Double {
        let count = min(left.count, right.count)
        guard count > 0 else { return 0 }
        let sum = zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return sqrt(sum / Double(count))
    }
}
