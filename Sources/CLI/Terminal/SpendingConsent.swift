import NarrateModel
import NarratePipeline

/// Makes sure that somebody agreed to what a run is going to cost.
struct SpendingConsent {
    let options: ReportOptions
    /// What `--max-credits` allows; saying it is agreeing.
    let limit: Int?

    /// Refuses what the account can't pay to its end, unless a limit says where to stop.
    func check(_ plan: Plan) throws {
        guard let left = plan.creditsLeft, min(plan.estimatedCredits, limit ?? .max) > left else {
            return
        }
        let renewal = plan.creditsRenewal.map { "they renew on \($0); " } ?? ""
        throw EngineError(
            code: .quotaExceeded,
            message: "this run costs about \(Durations.count(plan.estimatedCredits)) credits, "
                + "\(Durations.count(left)) are left: "
                + "\(Durations.count(plan.estimatedCredits - left)) are missing",
            hint: renewal + "record a part now with --chapters, or with --max-credits \(left)"
        )
    }

    /// Asks on a terminal; elsewhere an option has to have said it.
    ///
    /// - Throws: `ProjectError` when nobody agreed.
    func obtain(for plan: Plan) throws {
        try check(plan)
        let left = plan.creditsLeft.map { " of \(Durations.count($0)) left" } ?? ""
        try obtain(for: plan.estimatedCredits, left: left, details: PlanSummary(plan).text)
    }

    /// Asks whether so many credits may be spent; `details` are shown before.
    func obtain(for amount: Int, left: String = "", details: String) throws {
        guard amount > 0, !options.yes, limit == nil else { return }
        let credits = Durations.count(amount)
        guard Console.isInputTerminal, Console.isErrorTerminal, !options.json else {
            throw ProjectError(
                code: .usage,
                message: "this run costs about \(credits) credits and nobody can be asked",
                hint: "agree with --yes, or set a limit with --max-credits"
            )
        }
        Console.error("\(details)\nspend about \(credits) credits\(left)? [y/N] ")
        let answer = readLine() ?? ""
        guard ["y", "yes"].contains(answer.lowercased()) else {
            throw ProjectError(code: .budget, message: "nothing was spent")
        }
    }
}
