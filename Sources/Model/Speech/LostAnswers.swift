/// How a request and what a service's history tells of it are held together: by time, in seconds.
package enum LostAnswers {
    /// A service may be at work on a request for so long after nobody waits for its answer.
    package static let longestWork = 15.0 * 60
    /// Clocks of two machines differ by less, where nothing better is known.
    package static let clockDifference = 60.0
    /// Clocks of one service's machines differ by less.
    package static let serverSkew = 2.0
}
