import NarrateModel

/// Something that can be wrong with a take.
protocol TakeCheck: Sendable {
    /// What the check finds in a take.
    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding]
}
