import NarrateModel

/// What is known of a take after its checks.
package struct TakeExamination: Sendable, Equatable {
    package var verdict: Verdict
    /// The one of its findings that says that the first words are missing or that some are said again; single
    /// words were not listened to then.
    package var detour: Finding?
    /// How its words fit; none where nobody listened to single words.
    package var fits: [WordHabits.Fit] = []
    /// `nil` when the audio could not be decoded.
    package var figures: TakeFigures?
    /// All it was judged by; `nil` likewise.
    package var measures: TakeMeasures?
}
