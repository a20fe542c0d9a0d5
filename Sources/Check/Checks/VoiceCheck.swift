import NarrateModel

/// Whether it is the voice it should be, from its beginning to its end.
///
/// - Measures: timbre against the voice's, in dB RMS over the bands; change of timbre and pitch inside the
///   take.
/// - Limit: 7 dB; what the voice never does.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a warning of a change in a voice that is not known.
struct VoiceCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        [change(take, expecting.voice), likeness(take, expecting.voice)].compactMap(\.self)
    }

    private func change(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        guard let change = take.voiceChange else { return nil }
        let limit =
            voice.map { max(limits.leastVoiceChange, $0.voiceChange.high * 1.3) }
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
}
