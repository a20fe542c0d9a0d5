/// Whether a listener understands a voice: it is believed only once it has.
///
/// A voice it often mishears, such as a robot's, would be recorded again and again for nothing. What it mishears it
/// mishears again in the next take, while a fault is gone: doubts that another take clears weigh less.
package struct WordTrust: Sendable, Equatable, Codable {
    /// Takes it must have heard before its doubts count, and those after which it is given up.
    private static let enough = 8
    private static let most = 20
    /// Shares of takes in doubt up to which it is believed, and from which on it is given up.
    private static let believed = 0.12
    private static let hopeless = 0.3
    /// Share from which on no doubt is worth a trial.
    private static let deaf = 0.6
    /// Takes that are remembered.
    private static let memory = 100
    /// Trials that may come to nothing before it is believed, and takes it must have heard for each after the first.
    private static let mostInVain = 4
    private static let takesPerTrial = 16
    /// What a doubt that another take cleared counts: chance clears some, too.
    private static let cleared = 0.25

    private var doubts: [Bool] = []
    /// Whether another take of what was in doubt was clear of that.
    private var trials: [Bool] = []

    /// Creates a listener that has heard nothing.
    package init() {}

    /// The share of takes that were most likely misheard: of those in doubt as many as trials did not clear, and all
    /// before the first.
    private var share: Double {
        let inVain = Double(trials.count { !$0 })
        let weight =
            (1 + inVain + Self.cleared * (Double(trials.count) - inVain))
            / Double(trials.count + 1)
        return weight * Double(doubts.count(where: \.self)) / Double(max(1, doubts.count))
    }

    /// Whether its doubts count.
    package var isBelieved: Bool { !isYoung && share <= Self.believed }

    /// Whether too little was heard to tell.
    package var isYoung: Bool { doubts.count < Self.enough }

    /// Whether there is no use in listening any more.
    package var isGivenUp: Bool {
        doubts.count >= Self.most && share >= Self.hopeless && !isOnTrial
    }

    /// Whether a doubt is worth another take although it is not believed: to see if that clears it.
    package var isOnTrial: Bool {
        !isYoung && !isBelieved && share < Self.deaf
            && trials.count(where: { !$0 })
                < min(Self.mostInVain, 1 + doubts.count / Self.takesPerTrial)
    }

    /// Takes note of a take it has heard, and whether it left words in doubt.
    package mutating func note(isInDoubt: Bool) {
        doubts.append(isInDoubt)
        if doubts.count > Self.memory { doubts.removeFirst() }
    }

    /// Takes note of another take of what it had left in doubt, and whether that was clear of the same doubt.
    package mutating func note(isCleared: Bool) {
        trials.append(isCleared)
        if trials.count > Self.memory { trials.removeFirst() }
    }
}
