import NarrateModel

/// What is known of a take after its checks.
package struct TakeExamination: Sendable, Equatable {
    package var verdict: Verdict
    /// `nil` when the audio could not be decoded.
    package var figures: TakeFigures?
    /// All it was judged by; `nil` likewise.
    package var measures: TakeMeasures?
}
