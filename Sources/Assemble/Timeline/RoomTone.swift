/// The quiet of the room: noise that fills pauses so that they do not drop into a void.
///
/// Deterministic: the same seed gives the same samples on every run.
struct RoomTone: Sendable {
    private let amplitude: Float
    /// Share of new noise in every sample: one pole makes it as dull as the room is.
    private let freshness: Float
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var filtered: Float = 0

    /// Noise of a mean square, full scale 1.
    ///
    /// `correlation` says how much a sample is like the one before: 0 hisses, near 1 rumbles.
    init(meanSquare: Double, correlation: Double = 0.75) {
        let share = 1 - correlation
        let passed = share / (2 - share) / 3
        amplitude = Float((meanSquare / passed).squareRoot())
        freshness = Float(share)
    }

    /// The next sample.
    mutating func next() -> Float {
        // xorshift64 (Marsaglia 2003): good enough for noise nobody should notice.
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        let noise = Float(Int32(truncatingIfNeeded: state >> 32)) * (1 / 2_147_483_648)
        filtered += freshness * (noise * amplitude - filtered)
        return filtered
    }
}
