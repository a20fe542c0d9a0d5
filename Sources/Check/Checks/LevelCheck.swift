import NarrateModel

/// Whether the take is as loud as the voice usually is, from its beginning to its end.
///
/// - Measures: level of speech and its greatest step inside a take, in dB.
/// - Limit: 4.5 dB from what the voice is used to; a step of 7 dB and half as much again as what is much
///   in this voice, of a voice that is not known 13 dB.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error where it is far off or the voice is well known, or the step is in a voice that is
///   known; else a warning.
struct LevelCheck: TakeCheck {
    var limits: CheckLimits

    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        [level(take, expecting.voice), jump(take, expecting.voice)].compactMap(\.self)
    }

    private func level(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        guard let voice, take.activeDuration > 0.5 else { return nil }
        let level = take.speechLevel
        let isShort = take.activeDuration < 1.5
        let limit = max(limits.level, 5 * voice.level.spread) + (isShort ? 3 : 0)
        let distance = level - voice.level.middle
        guard abs(distance) > limit else { return nil }
        let isFar = voice.isSettled || abs(distance) > limit + 2
        return Finding(
            check: "level",
            severity: isFar ? .error : .warning,
            message: "it is \(distance < 0 ? "softer" : "louder") than the voice usually is",
            measured: level,
            limit: voice.level.middle + (distance < 0 ? -limit : limit),
            unit: "dBFS"
        )
    }

    private func jump(_ take: TakeMeasures, _ voice: VoiceProfile?) -> Finding? {
        let limit =
            voice.map { max(limits.levelJump, $0.levelJump.high * 1.5) }
            ?? limits.unknownLevelJump
        guard let jump = take.levelJump, abs(jump.size) > limit else { return nil }
        return Finding(
            check: "levelJump",
            severity: voice == nil ? .warning : .error,
            message: "it suddenly becomes \(jump.size < 0 ? "softer" : "louder")",
            measured: abs(jump.size),
            limit: limit,
            unit: "dB",
            position: jump.position
        )
    }
}
