import NarrateLedger

/// What was needed, billed, saved and wasted, in both currencies.
struct AccountsDocument: Encodable {
    struct Account: Encodable {
        var needed: Int
        var billed: Int
        var reused: Int
        var wasted: Int
        var unsettled: Int

        init(_ account: NarrateLedger.Account) {
            needed = account.needed
            billed = account.billed
            reused = account.reused
            wasted = account.wasted
            unsettled = account.unsettled
        }
    }

    var characters: Account
    var credits: Account

    init(_ accounts: Accounts) {
        characters = Account(accounts.characters)
        credits = Account(accounts.credits)
    }

    /// The same for people; while a run goes on, what has no answer is mostly under way.
    func lines(retakes: Int, isRunning: Bool) -> [String] {
        var parts = [
            "\(Durations.count(credits.billed)) credits spent",
            "\(Durations.count(characters.billed)) characters billed for "
                + "\(Durations.count(characters.needed)) needed",
        ]
        if characters.reused > 0 { parts.append("\(Durations.count(characters.reused)) reused") }
        if characters.wasted > 0 { parts.append("\(Durations.count(characters.wasted)) wasted") }
        if retakes > 0 { parts.append(Durations.count(retakes, "retake")) }
        var lines = [parts.joined(separator: ", ")]
        if characters.unsettled > 0 {
            let asked = "\(Durations.count(characters.unsettled)) characters"
            lines.append(
                isRunning
                    ? "\(asked) are asked for and not answered yet"
                    : "\(asked) were asked whose answers were lost; "
                        + "whether they are billed is not known yet"
            )
        }
        return lines
    }
}
