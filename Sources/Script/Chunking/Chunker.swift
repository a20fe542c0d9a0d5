/// Cuts spoken text into pieces an engine takes.
struct Chunker {
    /// A piece and the kind of place it ends at.
    struct Piece: Equatable {
        /// Byte offsets in the spoken text, without white space at the ends.
        var range: Range<Int>
        var end: BreakPoint.Strength
    }

    private let limit: Int
    private let minimum: Int

    /// Creates a chunker; both lengths are in Unicode scalars.
    init(limit: Int, minimum: Int = 40) {
        precondition(limit > 0, "a limit is positive")
        self.limit = limit
        self.minimum = min(minimum, limit / 4)
    }

    /// The pieces of a text in order, none above the limit, none without a letter or digit.
    ///
    /// Atoms stay whole as long as they fit. Where sentences start is asked only when the text is
    /// too long.
    func pieces(
        of text: UTF8Text,
        atoms: [Range<Int>] = [],
        sentences: () -> [Int] = { [] }
    ) -> [Piece] {
        let whole = text.trimmed(0..<text.count)
        guard text.isSpeakable(whole) else { return [] }
        guard whole.count > limit, text.scalarCount(whole) > limit else {
            return [Piece(range: whole, end: .sentence)]
        }
        var scanner = BreakScanner(text, atoms: atoms, sentences: sentences())
        let places = numbered(scanner.places(), text, whole)
        let clusters = ClusterBreaks(text: text, limit: limit, atoms: atoms)
        let partition = BalancedPartition(text: text, whole: whole, limit: limit, minimum: minimum)
        let ends = (whole.lowerBound, whole.upperBound, text.scalarCount(whole))
        var coarse = places.filter { $0.strength <= .comma }
        coarse = refined(coarse, with: places.filter { $0.strength <= .space }, total: ends.2)
        coarse = refined(coarse, with: places, total: ends.2)
        coarse = clusters.filling(coarse, whole: whole, total: ends.2)
        var cuts = partition.cuts(among: coarse)
        if partition.hasOrphan(cuts) {
            cuts = partition.cuts(among: clusters.filling(places, whole: whole, total: ends.2))
        }
        return pieces(between: cuts, whole, text)
    }

    /// The places inside the whole, with their scalar offsets.
    private func numbered(
        _ places: [BreakPoint],
        _ text: UTF8Text,
        _ whole: Range<Int>
    ) -> [BreakPoint] {
        var result: [BreakPoint] = []
        result.reserveCapacity(places.count)
        var offset = whole.lowerBound
        var count = 0
        for var place in places where place.end > whole.lowerBound && place.start < whole.upperBound
        {
            count += text.scalarCount(offset..<place.end)
            place.scalarEnd = count
            count += text.scalarCount(place.end..<place.start)
            place.scalarStart = count
            offset = place.start
            result.append(place)
        }
        return result
    }

    /// Adds weaker places wherever two neighbours are further apart than the limit.
    private func refined(
        _ chosen: [BreakPoint],
        with places: [BreakPoint],
        total: Int
    ) -> [BreakPoint] {
        var result: [BreakPoint] = []
        result.reserveCapacity(chosen.count)
        var start = 0
        var next = 0
        for index in 0...chosen.count {
            let end = index < chosen.count ? chosen[index].scalarEnd : total
            while next < places.count, places[next].scalarEnd <= start { next += 1 }
            if end - start > limit {
                while next < places.count, places[next].scalarEnd < end {
                    result.append(places[next])
                    next += 1
                }
            }
            guard index < chosen.count else { break }
            result.append(chosen[index])
            start = chosen[index].scalarStart
        }
        return result
    }

    private func pieces(
        between cuts: [BreakPoint],
        _ whole: Range<Int>,
        _ text: UTF8Text
    ) -> [Piece] {
        var result: [Piece] = []
        var start = whole.lowerBound
        for cut in cuts {
            result.append(Piece(range: start..<cut.end, end: cut.strength))
            start = cut.start
        }
        result.append(Piece(range: start..<whole.upperBound, end: .sentence))
        return result.filter { text.isSpeakable($0.range) }
    }
}
