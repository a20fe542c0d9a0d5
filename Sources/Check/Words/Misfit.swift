/// A stretch of a recording whose sound fits the words it should be badly: most likely others are said.
struct Misfit: Sendable, Equatable {
    /// How much worse it fits than sounds of a voice usually do, in nats over the whole stretch.
    var excess: Double
    /// The segments it covers, and the one among them that adds most.
    var segments: Range<Int>
    var worst: Int

    /// The stretches whose excess is over a limit, in their order.
    ///
    /// `excesses`: how much worse than usual each segment of a recording fits, in nats; less than nothing where it
    /// fits better.
    static func all(in excesses: [Double], over limit: Double) -> [Misfit] {
        all(in: excesses[...], over: limit)
    }

    /// The run with the greatest sum, and what is left on both sides of it.
    private static func all(in excesses: ArraySlice<Double>, over limit: Double) -> [Misfit] {
        var best = (sum: limit, run: 0..<0)
        var (sum, start) = (0.0, excesses.startIndex)
        for index in excesses.indices {
            if sum <= 0 { (sum, start) = (0, index) }
            sum += excesses[index]
            if sum > best.sum { best = (sum, start..<index + 1) }
        }
        guard let worst = best.run.max(by: { excesses[$0] < excesses[$1] }) else { return [] }
        return all(in: excesses[..<best.run.lowerBound], over: limit)
            + [Misfit(excess: best.sum, segments: best.run, worst: worst)]
            + all(in: excesses[best.run.upperBound...], over: limit)
    }
}
