import NarrateAudio
import NarrateModel

/// What a take measures: all that the checks judge by.
///
/// With these it can be judged again without being decoded again: a kilobyte or two.
package struct TakeMeasures: Sendable, Equatable {
    let format: AudioFormat
    /// kbit/s of an MP3's frames; `nil` for other kinds.
    let bitRate: Double?
    /// Seconds.
    let duration: Double
    /// Whether it goes on behind what was decoded, which is more than its text can need.
    let isEndless: Bool
    /// Seconds that the container promises and does not hold.
    let missing: Double
    /// Constant part of the signal, as a share of full scale.
    let offset: Double
    /// Loudest 10 ms in dBFS, and RMS of the speech.
    let loudest: Double
    let speechLevel: Double
    /// What is active, in steps of the envelope.
    let active: Range<Int>
    /// Seconds before the first and after the last sound.
    let lead: Double
    let trail: Double
    /// Silences of 120 ms and more inside the speech, in steps of the envelope.
    let pauses: [Range<Int>]
    /// Seconds of speech without silences of 60 ms and more.
    let articulation: Double
    /// How soon its spectrum changes; `nil` of next to no speech.
    let change: SpectralChange?
    let floor: NoiseCheck.Floor
    let tops: ClippingCheck.Tops
    /// The first sample against the peak, as a factor.
    let startStep: Double
    /// The first millisecond and the loudest of the last 30 ms against the speech, in dB.
    let onsetLevel: Double
    let endLevel: Double
    /// How much louder the next 30 ms are than the first ten, in dB; `nil` where silence is first.
    let rise: Double?
    let click: Click?
    /// The longest stretch of high frequencies; `nil` where the sampling frequency has none.
    let burst: BurstCheck.Burst?
    /// Share of high frequencies in the speech, in dB, and whether the sampling frequency has any.
    let brightness: Double
    let hasHighBands: Bool
    let lastSound: TrailingSoundCheck.LastSound?
    let levelJump: LevelJump?
    let voiceChange: VoiceChange?
    let repetition: Repetition?
    /// Mean of each band of the voiced speech, and how many steps have a pitch.
    let timbre: [Float]
    let voicedSteps: Int
    /// Median pitch in octaves above 1 Hz; `nil` when next to nothing is voiced.
    let pitch: Double?
    /// Of a whole MP3: its levels, for files that it becomes part of as it is.
    let levels: TakeLevels?

    init(_ signal: TakeSignal) {
        let (envelope, spectrogram) = (signal.envelope, signal.spectrogram)
        format = signal.format
        bitRate = signal.bitRate
        duration = signal.duration
        isEndless = signal.isEndless
        missing =
            signal.expectedFrames.map {
                Double($0 - signal.mono.count) / Double(signal.format.sampleRate)
            } ?? 0
        let sums = signal.mono.withUnsafeBufferPointer { SampleSums($0) }
        offset = sums.mean
        loudest = envelope.levels.max() ?? Decibels.silence
        speechLevel = envelope.speech
        active = envelope.active
        lead = envelope.lead
        trail = envelope.trail
        pauses = envelope.pauses(atLeast: 12)
        let silent = envelope.pauses(atLeast: 6).reduce(0) { $0 + $1.count }
        articulation = Double(active.count - silent) * Envelope.step
        change = SpectralChange(spectrogram)
        floor = NoiseCheck.Floor(signal)
        tops = signal.samples.withUnsafeBufferPointer { ClippingCheck.Tops($0) }
        let first = signal.mono.prefix(2).reduce(0) { max($0, abs($1)) }
        startStep = sums.peak > 0 ? Double(first / sums.peak) : 0
        onsetLevel = signal.onsetLevel
        endLevel = (envelope.levels.suffix(3).max() ?? Decibels.silence) - envelope.speech
        rise = Self.rise(envelope)
        click = signal.mono.withUnsafeBufferPointer {
            Click($0, rate: signal.format.sampleRate)
        }
        burst = BurstCheck.Burst(spectrogram)
        brightness = spectrogram.brightness(
            of: spectrogram.speechSteps(0..<spectrogram.stepCount)
        )
        hasHighBands = spectrogram.usableBands > Spectrogram.highBand
        lastSound = pauses.last.map { TrailingSoundCheck.LastSound(signal, after: $0) }
        levelJump = LevelJump(envelope)
        let voiced = signal.voicedSteps
        voiceChange = VoiceChange(signal, voiced)
        repetition = signal.repetition
        timbre = spectrogram.timbre(of: voiced)
        voicedSteps = voiced.count
        pitch = signal.pitch.median(0..<signal.pitch.octaves.count)
        levels =
            signal.bitRate == nil || signal.isEndless
            ? nil : TakeLevels(AudioBuffer(format: signal.format, samples: signal.samples))
    }

    private static func rise(_ envelope: Envelope) -> Double? {
        guard envelope.active.first == 0, let first = envelope.levels.first else { return nil }
        return envelope.levels.dropFirst().prefix(3).max().map { $0 - first }
    }

    /// Seconds from the first to the last sound.
    var activeDuration: Double { Double(active.count) * Envelope.step }
}
