/// Chooses cuts so that every piece fits, strong places are preferred and pieces are alike.
struct BalancedPartition {
    private let text: UTF8Text
    private let whole: Range<Int>
    private let total: Int
    private let limit: Int
    private let minimum: Int
    private let target: Double

    /// Prepares a choice; lengths are in Unicode scalars.
    init(text: UTF8Text, whole: Range<Int>, limit: Int, minimum: Int) {
        self.text = text
        self.whole = whole
        self.limit = limit
        self.minimum = minimum
        total = text.scalarCount(whole)
        target = Double(total) / Double((total + limit - 1) / limit)
    }

    /// The cheapest cuts, in order.
    ///
    /// Places are so dense that the text between two neighbours fits.
    func cuts(among places: [BreakPoint]) -> [BreakPoint] {
        let count = places.count
        var best = [Double](repeating: .infinity, count: count + 2)
        var previous = [Int](repeating: 0, count: count + 2)
        best[0] = 0
        var first = 0
        for index in 1...count + 1 {
            let end = index <= count ? places[index - 1].scalarEnd : total
            let cost = index <= count ? cost(of: places[index - 1]) : 0
            while first < index - 1, end - start(first, places) > limit { first += 1 }
            for from in first..<index {
                let length = end - start(from, places)
                let value = best[from] + cost + self.cost(ofLength: length)
                if value < best[index] {
                    best[index] = value
                    previous[index] = from
                }
            }
        }
        var result: [BreakPoint] = []
        var index = previous[count + 1]
        while index > 0 {
            result.append(places[index - 1])
            index = previous[index]
        }
        return result.reversed()
    }

    /// Whether a piece is too short to stand alone.
    func hasOrphan(_ cuts: [BreakPoint]) -> Bool {
        var start = 0
        for cut in cuts {
            if cut.scalarEnd - start < minimum { return true }
            start = cut.scalarStart
        }
        return total - start < minimum
    }

    private func start(_ index: Int, _ places: [BreakPoint]) -> Int {
        index == 0 ? 0 : places[index - 1].scalarStart
    }

    private func cost(of place: BreakPoint) -> Double {
        place.strength.cost + (place.isInside ? 0.6 : 0)
    }

    private func cost(ofLength length: Int) -> Double {
        let deviation = (Double(length) - target) / target
        return deviation * deviation * 0.8 + (length < minimum ? 12 : 0)
    }
}
