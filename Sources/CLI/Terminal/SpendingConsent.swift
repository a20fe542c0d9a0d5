import NarratePipeline

/// Makes sure that somebody agreed to what a run is going to cost.
struct SpendingConsent {
    let options: ReportOptions
    /// What `--max-credits` allows; saying it is agreeing.
    let limit: Int?

    /// Asks on a terminal; elsewhere an option has to have said it.
    ///
    /// - Throws: `ProjectError` when nobody agreed.
    func obtain(for plan: Plan) throws {
        guard plan.estimatedCredits > 0, !options.yes, limit == nil else { return }
        let credits = Durations.count(plan.estimatedCredits)
        guard Console.isInputTerminal, Console.isErrorTerminal, !options.json else {
            throw ProjectError(
                code: .usage,
                message: "this run costs about \(credits) credits and nobody can be asked",
                hint: "agree with --yes, or set a limit with --max-credits"
            )
        }
        let left = plan.creditsLeft.map { " of \(Durations.count($0)) left" } ?? ""
        Console.error("\(PlanSummary(plan).text)\nspend about \(credits) credits\(left)? [y/N] ")
        let answer = readLine() ?? ""
        guard ["y", "yes"].contains(answer.lowercased()) else {
            throw ProjectError(code: .budget, message: "nothing was spent")
        }
    }
}
