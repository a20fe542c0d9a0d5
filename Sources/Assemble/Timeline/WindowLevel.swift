/// What is kept of each 5 ms of a take: as little as possible, since all of a chapter's are.
///
/// The upper halves of two floats: within 0.02 dB, and free to convert.
struct WindowLevel: Sendable, Equatable {
    private var meanSquareBits: UInt16
    private var peakBits: UInt16

    /// Keeps levels that are not negative.
    init(meanSquare: Float, peak: Float) {
        meanSquareBits = Self.upperHalf(meanSquare)
        peakBits = Self.upperHalf(peak)
    }

    /// Mean square without the take's constant part.
    var meanSquare: Float { Float(bitPattern: UInt32(meanSquareBits) << 16) }

    /// Largest magnitude.
    var peak: Float { Float(bitPattern: UInt32(peakBits) << 16) }

    /// The half that matters, rounded.
    private static func upperHalf(_ value: Float) -> UInt16 {
        UInt16(truncatingIfNeeded: (value.bitPattern &+ 0x8000) >> 16)
    }
}
