import NarrateLedger
import NarrateModel

extension LedgerDesk {
    /// What is done about a take that would be accepted but for a doubt.
    enum Doubt {
        /// Another take is tried.
        case open
        /// It stays as it is, and an earlier take is better.
        case settled
    }

    /// A doubt is worth another take, while there may be one and this take leaves something else in doubt than
    /// the last: words that two takes leave in doubt are those the listener can't hear, and a text that two
    /// takes say too fast is said so by this voice.
    ///
    /// - Returns: `nil` where the take is accepted.
    func doubt(
        about verdict: Verdict,
        of fingerprint: Fingerprint,
        _ request: SpeechRequest
    ) -> Doubt? {
        guard verdict.isAccepted, verdict.isDoubtful else { return nil }
        let passages = verdict.doubtfulPassages ?? []
        let former = doubts.updateValue(passages, forKey: fingerprint)
        let mayRetake =
            !rules.isRepeatable && former != passages
            && recorded[fingerprint, default: 0] < rules.retakes
            && mayAfford(request, as: fingerprint)
        if mayRetake { return .open }
        let earlier = candidates(fingerprint).compactMap(\.score).min() ?? .infinity
        return earlier < verdict.score ? .settled : nil
    }
}
