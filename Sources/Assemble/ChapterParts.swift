import NarrateAudio
import NarrateModel

extension ChapterAssembler {
    /// Longest share of the limit that is planned for; the rest covers rounding.
    private static var usableShare: Double { 0.99 }

    /// Divides a chapter that is longer than its profile allows, at pauses.
    ///
    /// The parts are about equally long; near each ideal place the longest pause is taken. Only
    /// the files' headers are read. An utterance longer than the limit stays whole.
    /// - Parameter placements: the chapter's takes in order.
    /// - Returns: the placements of each part; a single range when the chapter is short enough.
    /// - Throws: when a take can't be read.
    package func parts(of placements: [Placement]) throws(AudioError) -> [Range<Int>] {
        guard let limit = profile.maxDuration, placements.count > 1 else {
            return [placements.indices]
        }
        var ends: [Double] = []
        var time = profile.head
        for placement in placements {
            let reader = try AudioReader(path: placement.path)
            time += Double(reader.largestFrameCount) / Double(reader.format.sampleRate)
            time += placement.pauseAfter
            ends.append(time)
        }
        let usable = (limit - profile.head - profile.tail) * Self.usableShare
        guard time + profile.tail > limit else { return [placements.indices] }
        return Self.divide(placements, ends: ends, usable: usable)
    }

    /// Takes parts from the front, each as long as its share of what is left.
    static func divide(
        _ placements: [Placement],
        ends: [Double],
        usable: Double
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var first = 0
        var start = 0.0
        while first < placements.count {
            let left = (ends.last ?? 0) - start
            let count = (left / usable).rounded(.up)
            guard count > 1 else {
                parts.append(first..<placements.count)
                break
            }
            let ideal = start + left / count
            let reach = left / count * 0.1
            // Two parts can't both be full: a late cut would make another part necessary.
            let latest = min(ideal + reach, start + usable)
            let end = cut(
                placements,
                ends: ends,
                from: first,
                between: ideal - reach,
                and: latest
            )
            parts.append(first..<end)
            first = end
            start = ends[end - 1]
        }
        return parts
    }

    /// The end of the part: behind the longest pause in a stretch of time.
    private static func cut(
        _ placements: [Placement],
        ends: [Double],
        from first: Int,
        between earliest: Double,
        and latest: Double
    ) -> Int {
        let last = placements.count - 1
        let candidates = (first..<last).filter { ends[$0] >= earliest && ends[$0] <= latest }
        if let best = candidates.max(by: { placements[$0].pauseAfter < placements[$1].pauseAfter })
        {
            return best + 1
        }
        // A very long utterance: the last place before the limit, or right behind it.
        let fitting = (first..<last).last { ends[$0] <= latest }
        return (fitting ?? first) + 1
    }
}
