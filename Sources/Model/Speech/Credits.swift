/// Units a speech service bills in.
package struct Credits: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    package var amount: Int

    /// Creates an amount of credits.
    package init(_ amount: Int) { self.amount = amount }

    package static let zero = Credits(0)

    /// Compares amounts.
    package static func < (left: Credits, right: Credits) -> Bool { left.amount < right.amount }

    /// Adds amounts.
    package static func + (left: Credits, right: Credits) -> Credits {
        Credits(left.amount + right.amount)
    }

    package var description: String { String(amount) }
}
