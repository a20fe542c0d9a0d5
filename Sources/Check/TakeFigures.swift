import NarrateAudio

/// What a take measures; the figures a voice is known by.
package struct TakeFigures: Sendable, Equatable, Codable {
    /// Seconds from the first to the last sound.
    package var spokenDuration: Double
    /// Characters of its text, as `SpokenLength` counts them.
    package var characters: Double
    /// RMS of its speech in dBFS.
    package var speechLevel: Double
    /// RMS of the quietest 100 ms in dBFS.
    package var floor: Double
    /// Seconds of silence before the first sound.
    package var lead: Double
    /// The loudest of the last 30 ms against its speech, in dB.
    package var endLevel: Double
    /// The first millisecond against its speech, in dB.
    package var onsetLevel: Double
    /// Energy of speech above 3.5 kHz against all of it, in dB.
    package var brightness: Double
    /// Median of its pitch in octaves above 1 Hz; 0 when nothing is voiced.
    package var pitch: Double
    /// The greatest change of voice inside it, as `VoiceChange` scores it; 0 when it is too short.
    package var voiceChange: Double
    /// The greatest change of level inside it in dB; 0 when it is too short.
    package var levelJump: Double
    /// Seconds of silence after the last sound.
    package var trail: Double
    /// How little two stretches of it differ, in dB; 0 when it is too short.
    package var repetition: Double
    /// Mean of each band of its voiced speech against the mean of all bands, in dB.
    package var timbre: [Float]
    /// The sample that stands out most, as `Click` says; `nil` where nobody asked yet.
    package var click: Double?
    /// Whether its text begins with a sound that begins in silence; `nil` where nobody asked yet.
    package var beginsHard: Bool?
    /// Whether its text begins with a quotation, before which some voices are silent; `nil` likewise.
    package var beginsQuoted: Bool?
    /// How much louder it becomes after the first 10 ms, in dB, where it begins with a vowel at once.
    package var vowelRise: Double?
    /// The sounds of its text, and seconds of speech without pauses; `nil` where nobody asked yet or nobody knows how
    /// the text is read.
    package var sounds: SpokenSounds?
    package var articulation: Double?
    /// How soon its spectrum changes; `nil` where nobody asked yet, or of next to no speech.
    package var change: SpectralChange?
    /// Of an MP3: what it adds to the levels of a file it becomes part of without being decoded.
    package var levels: TakeLevels?

    init(_ take: TakeMeasures, text: String, sounds: SpokenSounds? = nil) {
        spokenDuration = take.activeDuration
        characters = SpokenLength(text).characters
        speechLevel = take.speechLevel
        floor = take.floor.level
        lead = take.lead
        endLevel = take.endLevel
        onsetLevel = take.onsetLevel
        brightness = take.brightness
        pitch = take.pitch ?? 0
        voiceChange = take.voiceChange?.score ?? 0
        levelJump = take.levelJump.map { abs($0.size) } ?? 0
        trail = take.trail
        repetition = take.repetition?.distance ?? 0
        timbre = take.timbre
        levels = take.levels
        click = take.click?.ratio ?? 0
        self.sounds = sounds
        articulation = take.articulation
        change = take.change
        beginsHard = CutStartCheck.beginsHard(text)
        vowelRise = CutStartCheck.beginsWithVowel(text) ? take.rise : nil
        beginsQuoted = CutStartCheck.beginsQuoted(text)
    }

    /// Characters per second of speech.
    package var charactersPerSecond: Double {
        spokenDuration > 0 ? characters / spokenDuration : 0
    }
}
