import NarrateModel

/// Whether the take is as loud as the voice usually is, from its beginning to its end.
///
/// - Names: `level`, `levelJump`.
/// - Measures: level of the speech, in dBFS, in takes of over 0.5 s of a voice that is known; its greatest step inside
///   a take, in dB.
/// - Limit: 4.5 dB (five spreads, if more) from the median of the voice, 3 dB more in takes under 1.5 s; a step of 7 dB
///   (1.5 times the voice's 95th percentile, or 6 spreads over its median where that is less, if more), of a voice
///   that is not known 13 dB.
/// - Limit from: the voice; fitted to sound and spoilt takes of offline voices.
/// - Severity: error; a warning of a level up to 30 takes of the voice that is up to 2 dB beyond its limit, and of a
///   step in a voice that is not known.
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
            voice.map { max(limits.levelJump, $0.levelJump.usualHigh * 1.5) }
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
