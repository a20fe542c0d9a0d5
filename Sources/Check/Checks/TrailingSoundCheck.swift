import NarrateModel

/// Whether something follows the speech: a breath, or the first sound of the next line.
///
/// - Name: `trailingSound`.
/// - Measures: what is heard after the last pause, in seconds, where it is under 0.45 s and what is before that pause
///   over 0.5 s.
/// - Limit: less than the text there needs, after a pause of at least 0.25 s: half of what its letters take at least
///   (0.04 s each), or 0.57 of what its last word takes in this voice.
/// - Limit for a breath: 0.1 s; it is over 8 dB softer than the speech, and its energy is spread over the bands
///   (flatness over −6 dB).
/// - Limit from: the text and the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a warning of a sound that is no breath in a voice that is not known.
struct TrailingSoundCheck: TakeCheck {
    /// Seconds of what is no breath yet.
    private static let shortestBreath = 0.1

    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        guard let sound = take.lastSound, sound.seconds < 0.45, sound.before > 0.5 else {
            return []
        }
        let needed = max(
            Self.shortest(of: expecting.text) / 2,
            limits.lastWord * Self.usual(of: expecting)
        )
        let isBreath = isBreath(sound)
        guard isBreath || (sound.pause >= 0.25 && needed > sound.seconds) else { return [] }
        return [
            Finding(
                check: "trailingSound",
                severity: isBreath || expecting.voice != nil ? .error : .warning,
                message: isBreath
                    ? "a breath follows the speech" : "a sound that is not of the text follows",
                measured: sound.seconds,
                limit: isBreath ? Self.shortestBreath : needed,
                unit: "s",
                position: sound.position
            )
        ]
    }

    /// Seconds the text behind its last mark of pause needs at least.
    static func shortest(of text: String) -> Double {
        let marks: Set<Character> = [
            ".", "!", "?", ",", ";", ":", "—", "–", "…", "(", ")", "。", "、", "，", "！", "？",
        ]
        let end = text.reversed().drop { !$0.isLetter && !$0.isNumber }
        let clause = end.prefix { !marks.contains($0) }
        return Double(clause.count { $0.isLetter || $0.isNumber }) * 0.04
    }

    /// Seconds the last word of a text usually takes; 0 where nobody knows it.
    private static func usual(of expecting: TakeExpectation) -> Double {
        guard let word = expecting.lastWord else { return 0 }
        return expecting.voice?.pace.map { word.seconds($0.worths) } ?? word.seconds()
    }

    /// A breath is soft and has no pitch: its energy is spread over all bands.
    private func isBreath(_ sound: LastSound) -> Bool {
        sound.level < -8 && sound.seconds >= Self.shortestBreath && sound.flatness > limits.flatness
    }

    /// What is heard after the last pause.
    struct LastSound: Sendable, Equatable {
        /// Seconds of the sound, of the pause, and of what is before that.
        var seconds: Double
        var pause: Double
        var before: Double
        /// Where it begins, in seconds.
        var position: Double
        /// Its loudest moment against the speech, in dB.
        var level: Double
        /// How evenly its energy is spread, in dB.
        var flatness: Float = -120

        init(_ signal: TakeSignal, after pause: Range<Int>) {
            let envelope = signal.envelope
            let sound = pause.upperBound..<envelope.active.upperBound
            seconds = Double(sound.count) * Envelope.step
            self.pause = Double(pause.count) * Envelope.step
            before = Double(pause.lowerBound - envelope.active.lowerBound) * Envelope.step
            position = Double(sound.lowerBound) * Envelope.step
            level = (envelope.levels[sound].max() ?? 0) - envelope.speech
            let ratio = Envelope.step / Spectrogram.step
            let steps =
                Int(Double(sound.lowerBound) * ratio)..<Int(Double(sound.upperBound) * ratio)
            let range = steps.clamped(to: 0..<signal.spectrogram.stepCount)
            if !range.isEmpty { flatness = signal.spectrogram.flatness(of: range) }
        }
    }
}
