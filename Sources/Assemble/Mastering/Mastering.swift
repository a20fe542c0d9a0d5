import NarrateModel

/// What is done to a chapter's samples: decided once, before anything is encoded.
struct Mastering: Sendable {
    /// One factor for the whole chapter.
    var gain = 1.0
    /// Highest true peak, full scale 1; `nil` when no limiter is needed or wanted.
    var ceiling: Double?
    /// What fills the pauses, before the gain.
    var tone: RoomTone?
    /// Frequency in hertz below which rumble is taken away.
    var highPass: Double?
    /// Mean square, before the gain, below which sound is hiss.
    var gateThreshold: Double?
    /// Decibels by which hiss is lowered.
    var noiseReduction = 0.0
}
