import NarrateModel

/// Something that can be wrong with a take.
///
/// Each says what its findings are called, what it measures and what it holds that against. A voice is known from
/// `VoiceProfile.enough` takes on, 30 takes are `VoiceProfile.settled`; medians, spreads and percentiles are those of
/// `VoiceProfile.Habit`.
protocol TakeCheck: Sendable {
    /// What the check finds in a take.
    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding]
}
