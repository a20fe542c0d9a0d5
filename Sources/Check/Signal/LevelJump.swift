/// The greatest change of level inside a take.
struct LevelJump: Sendable, Equatable {
    /// dB; negative when it becomes softer.
    var size: Double
    /// Where, in seconds.
    var position: Double

    /// Steps each side needs: every phrase has its soft and loud words.
    private static let side = 45

    /// Less than this nobody asks about, in dB.
    private static let notable = 4.0

    /// Compares what is near before and after each place, and all that is before and after it:
    /// both have to differ.
    init?(_ envelope: Envelope) {
        let active = envelope.active
        guard active.count >= 2 * Self.side else { return nil }
        var worst = LevelJump(size: 0, position: 0)
        let last = active.upperBound - Self.side
        for place in stride(from: active.lowerBound + Self.side, through: last, by: 10) {
            let near = Self.step(
                envelope.levels[place - Self.side..<place],
                envelope.levels[place..<place + Self.side]
            )
            // The rest of the take is looked at only where it can matter.
            guard abs(near) > max(Self.notable, abs(worst.size)) else { continue }
            let all = Self.step(
                envelope.levels[active.lowerBound..<place],
                envelope.levels[place..<active.upperBound]
            )
            guard near.sign == all.sign, abs(all) > abs(worst.size) else { continue }
            let size = abs(near) < abs(all) ? near : all
            worst = LevelJump(size: size, position: Double(place) * Envelope.step)
        }
        self = worst
    }

    private init(size: Double, position: Double) {
        self.size = size
        self.position = position
    }

    private static func step(_ before: ArraySlice<Double>, _ after: ArraySlice<Double>) -> Double {
        loud(after) - loud(before)
    }

    /// The level a tenth of the steps exceed.
    private static func loud(_ levels: ArraySlice<Double>) -> Double {
        levels.sorted()[levels.count * 9 / 10]
    }
}
