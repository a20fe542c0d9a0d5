import NarrateModel

/// Whether something follows the speech: a breath, or the first sound of the next line.
///
/// - Measures: what is spoken after the last pause, in seconds.
/// - Limit: less than the text there needs.
/// - Limit from: the text; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a warning of a sound in a voice that is not known.
struct TrailingSoundCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        let envelope = signal.envelope
        guard let pause = envelope.pauses(atLeast: 12).last else { return [] }
        let sound = pause.upperBound..<envelope.active.upperBound
        let seconds = Double(sound.count) * Envelope.step
        let before = Double(pause.lowerBound - envelope.active.lowerBound) * Envelope.step
        guard seconds < 0.45, before > 0.5 else { return [] }
        let needed = Self.shortest(of: expecting.text)
        let isBreath = isBreath(signal, sound)
        guard isBreath || (pause.count >= 25 && needed > 2 * seconds) else { return [] }
        return [
            Finding(
                check: "trailingSound",
                severity: isBreath || expecting.voice != nil ? .error : .warning,
                message: isBreath
                    ? "a breath follows the speech" : "a sound that is not of the text follows",
                measured: seconds,
                limit: needed,
                unit: "s",
                position: Double(sound.lowerBound) * Envelope.step
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

    /// A breath is soft and has no pitch: its energy is spread over all bands.
    private func isBreath(_ signal: TakeSignal, _ sound: Range<Int>) -> Bool {
        let level = signal.envelope.levels[sound].max() ?? 0
        guard level - signal.envelope.speech < -8, sound.count >= 10 else { return false }
        let spectrogram = signal.spectrogram
        let ratio = Envelope.step / Spectrogram.step
        let steps = Int(Double(sound.lowerBound) * ratio)..<Int(Double(sound.upperBound) * ratio)
        let range = steps.clamped(to: 0..<spectrogram.stepCount)
        guard !range.isEmpty else { return false }
        return spectrogram.flatness(of: range) > limits.flatness
    }
}
