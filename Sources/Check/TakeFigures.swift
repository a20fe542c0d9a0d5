import Glibc
import NarrateAudio
import NarrateModel

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
    /// Of an MP3: what it adds to the levels of a file it becomes part of without being decoded.
    package var levels: TakeLevels?

    init(_ signal: TakeSignal, text: String) {
        let envelope = signal.envelope
        spokenDuration = envelope.activeDuration
        characters = SpokenLength(text).characters
        speechLevel = envelope.speech
        floor = envelope.floor
        lead = envelope.lead
        endLevel = (envelope.levels.suffix(3).max() ?? Decibels.silence) - envelope.speech
        onsetLevel = signal.onsetLevel
        let speech = signal.spectrogram.speechSteps(0..<signal.spectrogram.stepCount)
        brightness = signal.spectrogram.brightness(of: speech)
        pitch = signal.pitch.median(0..<signal.pitch.octaves.count) ?? 0
        voiceChange = VoiceChange(signal)?.score ?? 0
        levelJump = LevelJump(envelope).map { abs($0.size) } ?? 0
        trail = envelope.trail
        repetition = signal.repetition?.distance ?? 0
        timbre = signal.spectrogram.timbre(of: signal.voicedSteps)
        levels = signal.bitRate.map { _ in
            TakeLevels(AudioBuffer(format: signal.format, samples: signal.samples))
        }
    }

    /// Characters per second of speech.
    package var charactersPerSecond: Double {
        spokenDuration > 0 ? characters / spokenDuration : 0
    }
}
