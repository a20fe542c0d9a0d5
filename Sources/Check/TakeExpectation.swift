import NarrateModel

/// What a take should be.
package struct TakeExpectation: Sendable, Equatable {
    /// What was to be spoken.
    package var text: String
    /// The sounds of the text; `nil` where nobody knows how it is read.
    ///
    /// `TakeChecker` fills it in.
    var sounds: SpokenSounds?
    /// Those of its last word; `nil` where no dictionary has it.
    ///
    /// `TakeChecker` fills it in.
    var lastWord: SpokenSounds?
    /// Characters per second of the voice, as `SpokenLength` counts them; `nil` while unknown.
    package var charactersPerSecond: Double?
    /// What the voice is used to; `nil` while too little was heard of it.
    package var voice: VoiceProfile?
    /// Shape the engine was asked for, where it is known.
    package var format: AudioFormat?
    /// kbit/s the engine was asked for, where that is known.
    package var bitRate: Double?
    /// Whether a listener can tell the words of this voice and language.
    package var hearsWords: Bool
    /// Whether a listener can tell the way a take of this voice and language takes through its text.
    package var hearsCourse: Bool
    /// How the voice says its words, as the listener hears them.
    package var habits: WordHabits

    /// Creates an expectation.
    package init(
        text: String,
        charactersPerSecond: Double? = nil,
        voice: VoiceProfile? = nil,
        format: AudioFormat? = nil,
        bitRate: Double? = nil,
        hearsWords: Bool = false,
        hearsCourse: Bool = false,
        habits: WordHabits = WordHabits()
    ) {
        self.text = text
        self.charactersPerSecond = charactersPerSecond
        self.voice = voice
        self.format = format
        self.bitRate = bitRate
        self.hearsWords = hearsWords
        self.hearsCourse = hearsCourse
        self.habits = habits
    }
}
