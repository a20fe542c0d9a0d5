import FoundationEssentials
import NarrateModel

/// The account's plan and credits.
package struct ElevenLabsSubscription: Decodable, Sendable, Equatable {
    /// The service's word, such as `creator`.
    package var tier: String
    /// Credits used in this period.
    package var used: Int
    /// Credits of this period.
    package var limit: Int
    /// When the count starts anew, in seconds since 1970.
    package var renewal: Int?
    /// How far use may go over the limit; `nil` when without bound.
    package var extensionLimit: Int?

    private enum CodingKeys: String, CodingKey {
        case tier
        case used = "character_count"
        case limit = "character_limit"
        case renewal = "next_character_count_reset_unix"
        case extensionLimit = "max_credit_limit_extension"
        case oldExtensionLimit = "max_character_limit_extension"
        case mayExtend = "can_extend_character_limit"
    }

    /// Reads the service's answer.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        tier = try container.decode(String.self, forKey: .tier)
        used = try container.decode(Int.self, forKey: .used)
        limit = try container.decode(Int.self, forKey: .limit)
        renewal = try container.decodeIfPresent(Int.self, forKey: .renewal)
        if let word = try? container.decode(String.self, forKey: .extensionLimit) {
            extensionLimit = word == "unlimited" ? nil : 0
        } else {
            extensionLimit =
                try container.decodeIfPresent(Int.self, forKey: .extensionLimit)
                ?? container.decodeIfPresent(Int.self, forKey: .oldExtensionLimit) ?? 0
        }
    }

    /// Credits that can still be used; `nil` when there is no bound.
    package var left: Credits? {
        extensionLimit.map { Credits(max(0, limit + $0 - used)) }
    }

    var plan: ElevenLabsPlan { ElevenLabsPlan(tier: tier) }

    /// The day of the renewal, as `2026-08-22`.
    package var renewalDay: String? {
        renewal.map {
            Date(timeIntervalSince1970: Double($0))
                .formatted(.iso8601.year().month().day())
        }
    }
}
