/// What is done to the sound beyond joining and levelling.
package struct ProcessingOptions: Sendable, Equatable {
    /// Takes are moved towards the chapter's median level by at most this many decibels.
    package var evening: Double
    /// Rumble below this frequency in hertz is taken away, 12 dB per octave; `nil` keeps it.
    package var highPass: Double?
    /// By how many decibels hiss between words is lowered; `nil` keeps it.
    package var noiseReduction: Double?

    /// Creates options.
    package init(evening: Double = 3, highPass: Double? = nil, noiseReduction: Double? = nil) {
        self.evening = evening
        self.highPass = highPass
        self.noiseReduction = noiseReduction
    }
}
