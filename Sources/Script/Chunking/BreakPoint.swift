/// A place where text may be cut.
struct BreakPoint {
    /// How much a cut there costs; the order is what matters.
    enum Strength: Int, Comparable {
        case sentence, clause, comma, space, glue, cluster

        static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }

        /// Weights are set so that a weaker place is never chosen for balance alone, only to
        /// spare an orphan or to keep within the limit.
        var cost: Double {
            switch self {
            case .sentence: 0
            case .clause: 2
            case .comma: 4
            case .space: 7
            case .glue: 13
            case .cluster: 16
            }
        }
    }

    /// Byte offset after the last character before the cut.
    var end: Int
    /// Byte offset of the first character after it.
    var start: Int
    var strength: Strength
    /// Whether a quotation or a bracket is open there.
    var isInside: Bool
    /// Scalar offsets of `end` and `start`.
    var scalarEnd = 0
    var scalarStart = 0
}
