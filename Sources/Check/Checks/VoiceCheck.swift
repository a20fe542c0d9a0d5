import NarrateModel

/// Whether it is the voice it should be, from its beginning to its end.
///
/// - Names: `voice`, `voiceChange`.
/// - Measures: timbre against the voice's, in dB RMS over the bands, and from 30 takes on median pitch against the
///   voice's, in octaves, in takes with at least 1 s that has a pitch; greatest change of timbre and pitch inside the
///   take, a score without a unit (`VoiceChange`).
/// - Limit: 7 dB; 0.17 octaves (five spreads, if more), 0.05 more of questions and exclamations; a score of 0.8 (1.46
///   times the voice's 95th percentile, if more), of a voice that is not known 2.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a warning of a change in a voice that is not known.
struct VoiceCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        [
            change(take, expecting.voice), likeness(take, expecting.voice),
            pitch(take, expecting),
        ].compactMap(\.self)
    }

    private func change(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        guard let change = take.voiceChange else { return nil }
        let limit =
            voice.map { max(limits.leastVoiceChange, $0.voiceChange.high * 1.46) }
            ?? limits.voiceChange
        guard change.score > limit else { return nil }
        return Finding(
            check: "voiceChange",
            severity: voice == nil ? .warning : .error,
            message: "the voice changes inside the take",
            measured: change.score,
            limit: limit,
            position: change.position
        )
    }

    private func likeness(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        guard let voice, take.voicedSteps >= 50 else { return nil }
        let distance = VoiceChange.distance(take.timbre.map(Double.init), voice.timbre)
        guard distance > limits.timbre else { return nil }
        return Finding(
            check: "voice",
            severity: .error,
            message: "it does not sound like the voice",
            measured: distance,
            limit: limits.timbre,
            unit: "dB"
        )
    }

    /// Audio that is played faster than it was recorded is higher, too.
    private func pitch(_ take: TakeMeasures, _ expecting: TakeExpectation) -> Finding? {
        guard let voice = expecting.voice, voice.isSettled, take.voicedSteps >= 50,
            let pitch = take.pitch
        else {
            return nil
        }
        let isLively = expecting.text.unicodeScalars.contains { "!?！？".unicodeScalars.contains($0) }
        let limit = max(limits.pitch, 5 * voice.pitch.spread) + (isLively ? limits.livelyPitch : 0)
        let distance = pitch - voice.pitch.middle
        guard abs(distance) > limit else { return nil }
        return Finding(
            check: "voice",
            severity: .error,
            message: "it is \(distance < 0 ? "lower" : "higher") than the voice usually is",
            measured: abs(distance),
            limit: limit,
            unit: "octaves"
        )
    }
}
