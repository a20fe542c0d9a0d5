/// What the account's plan allows.
struct ElevenLabsPlan: Sendable, Equatable {
    /// Plans in ascending order of what they allow.
    enum Rank: Int, Sendable, Comparable {
        case free, starter, creator, proAndAbove

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

        /// Name for people.
        var name: String {
            switch self {
            case .free: "Free"
            case .starter: "Starter"
            case .creator: "Creator"
            case .proAndAbove: "Pro"
            }
        }
    }

    /// The service's word, such as `creator` or `scale_2024_08_10`.
    let tier: String
    /// `nil` for a plan that is not known here.
    let rank: Rank?

    init(tier: String) {
        self.tier = tier
        let word = tier.lowercased().prefix { $0 != "_" }
        rank =
            switch word {
            case "free": .free
            case "starter", "go": .starter
            case "creator", "trial": .creator
            case "pro", "growing", "scale", "business", "enterprise": .proAndAbove
            default: nil
            }
    }

    /// Requests in flight with multilingual models (help centre and models page, 2025); turbo and
    /// flash may have twice as many.
    var concurrency: Int {
        let word = tier.lowercased()
        switch rank {
        case .free, nil: return 2
        case .starter: return 3
        case .creator: return 5
        case .proAndAbove: return word.hasPrefix("pro") ? 10 : 15
        }
    }
}
