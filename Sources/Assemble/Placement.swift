/// A take and the pause that follows it.
package struct Placement: Sendable, Equatable {
    /// The take's audio file.
    package var path: String
    /// Silence to the next utterance, in seconds, counted from the last audible moment.
    package let pauseAfter: Double

    /// Longest pause that makes sense, in seconds.
    private static let longestPause = 600.0

    /// Creates a placement; the pause is kept between nothing and ten minutes.
    package init(path: String, pauseAfter: Double) {
        self.path = path
        self.pauseAfter =
            pauseAfter.isFinite ? min(max(0, pauseAfter), Self.longestPause) : 0
    }
}
