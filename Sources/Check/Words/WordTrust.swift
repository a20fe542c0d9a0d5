/// Whether a listener understands a voice: it is believed only once it has.
///
/// A voice it often mishears, such as a robot's, would be recorded again and again for nothing.
package struct WordTrust: Sendable, Equatable {
    /// Takes it must have heard before its doubts count, and those after which it is given up.
    private static let enough = 8
    private static let most = 20
    /// Shares of takes in doubt up to which it is believed, and from which on it is given up.
    private static let believed = 0.12
    private static let hopeless = 0.3
    /// Takes that are remembered.
    private static let memory = 100

    private var doubts: [Bool] = []

    /// Creates a listener that has heard nothing.
    package init() {}

    private var share: Double {
        Double(doubts.count(where: \.self)) / Double(max(1, doubts.count))
    }

    /// Whether its doubts count.
    package var isBelieved: Bool { doubts.count >= Self.enough && share <= Self.believed }

    /// Whether there is no use in listening any more.
    package var isGivenUp: Bool { doubts.count >= Self.most && share >= Self.hopeless }

    /// Takes note of a take it has heard, and whether it left words in doubt.
    package mutating func note(isInDoubt: Bool) {
        doubts.append(isInDoubt)
        if doubts.count > Self.memory { doubts.removeFirst() }
    }
}
