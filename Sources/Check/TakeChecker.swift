import NarrateAudio
import NarrateModel

/// Judges takes: decodes each once and lets every check look at it.
package struct TakeChecker: Sendable {
    private let limits: CheckLimits
    private let checks: [any TakeCheck]
    private let words: WordsCheck?

    /// Creates a checker; with a `listener` it checks the words, too.
    package init(limits: CheckLimits = CheckLimits(), listener: WordListener? = nil) {
        self.limits = limits
        words = listener.map { WordsCheck(limits: limits, listener: $0) }
        checks = [
            SilenceCheck(limits: limits), TruncationCheck(limits: limits), FormatCheck(),
            CutStartCheck(limits: limits), CutEndCheck(limits: limits),
            ClippingCheck(limits: limits), OffsetCheck(limits: limits),
            NoiseCheck(limits: limits), BurstCheck(limits: limits),
            BrightnessCheck(limits: limits), LevelCheck(limits: limits),
            DurationCheck(limits: limits), PaceCheck(limits: limits), PauseCheck(limits: limits),
            TrailingSoundCheck(limits: limits), ClickCheck(limits: limits),
            VoiceCheck(limits: limits), RepetitionCheck(limits: limits),
        ]
    }

    /// Whether somebody listens to the words.
    package var hearsWords: Bool { words != nil }

    /// The judgement of a take.
    ///
    /// Audio that can't be decoded is the error `decoding` among the findings; this never throws.
    /// - Parameters:
    ///   - path: The audio as the engine delivered it.
    ///   - text: What was to be spoken.
    ///   - charactersPerSecond: What the voice usually speaks, as `SpokenLength` counts characters; `nil`
    ///     while it is not known: then only what no voice does is an error.
    ///   - format: What the engine was asked for.
    /// - Returns: Findings and whether the take is accepted.
    package func verdict(
        ofTakeAt path: String,
        text: String,
        charactersPerSecond: Double? = nil,
        format: AudioFormat? = nil
    ) -> Verdict {
        let expectation = TakeExpectation(
            text: text,
            charactersPerSecond: charactersPerSecond,
            format: format
        )
        return examination(ofTakeAt: path, expecting: expectation).verdict
    }

    /// The judgement of a take with the figures a voice is learned from.
    package func examination(ofTakeAt path: String, expecting: TakeExpectation) -> TakeExamination {
        let longest = DurationCheck.longest(SpokenLength(expecting.text))
        do {
            return examination(
                of: try TakeSignal(path: path, longest: longest),
                expecting: expecting
            )
        } catch {
            let finding = Finding(
                check: "decoding",
                severity: .error,
                message: error.message
            )
            return TakeExamination(verdict: verdict([finding], duration: 0))
        }
    }

    func examination(of signal: TakeSignal, expecting: TakeExpectation) -> TakeExamination {
        let measures = TakeMeasures(signal)
        let expecting = withSounds(expecting)
        var findings = findings(in: measures, expecting: expecting)
        var heard = WordsCheck.Outcome()
        // Of a take that fails anyhow nobody needs to know the words.
        if let words, !findings.contains(where: { $0.severity == .error }) {
            heard = words.outcome(of: signal, measures, expecting: expecting)
            findings += heard.findings
        }
        return TakeExamination(
            verdict: verdict(findings, duration: signal.duration),
            detour: heard.detour,
            fits: heard.fits,
            figures: TakeFigures(measures, text: expecting.text, sounds: expecting.sounds),
            measures: measures
        )
    }

    /// The judgement of a take that was measured before, its words left aside.
    package func verdict(on measures: TakeMeasures, expecting: TakeExpectation) -> Verdict {
        let findings = findings(in: measures, expecting: withSounds(expecting))
        return verdict(findings, duration: measures.duration)
    }

    /// The same with the sounds of its text, by the listener's dictionary where there is one.
    private func withSounds(_ expecting: TakeExpectation) -> TakeExpectation {
        var expecting = expecting
        let listener = words?.listener
        expecting.sounds = listener?.sounds(of: expecting.text) ?? SpokenSounds(expecting.text)
        expecting.lastWord = listener?.soundsOfLastWord(in: expecting.text)
        return expecting
    }

    private func findings(in measures: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        checks.flatMap { $0.findings(in: measures, expecting: expecting) }
    }

    private func verdict(_ findings: [Finding], duration: Double) -> Verdict {
        Verdict(
            findings: findings.sorted { $0.severity > $1.severity },
            isAccepted: Verdict.accepts(findings),
            score: TakeScore.score(of: findings),
            duration: duration
        )
    }
}
