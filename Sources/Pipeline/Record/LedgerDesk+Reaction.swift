import FoundationEssentials
import NarrateDigest
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// What is done about a take that failed.
extension LedgerDesk {
    /// Tries again, then in halves, then takes the best of what there is.
    func react(
        to verdict: Verdict,
        item: RecordingItem,
        number: Int
    ) async throws -> Judgement {
        let fingerprint = fingerprints[item.id]
        let reasons = reportRejected(item, verdict)
        if !rules.isRepeatable {
            if recorded[fingerprint, default: 0] <= rules.retakes, !wasSplit.contains(fingerprint),
                mayAfford(item.request, as: fingerprint)
            {
                return .retake(item.request.again)
            }
            if let judgement = try await split(item, fingerprint) { return judgement }
        }
        return try await settle(fingerprint, of: item, number: number, reasons: reasons)
    }

    /// Keeps the price of another take back where the budget leaves room for it; takes note where it does not.
    func mayAfford(_ request: SpeechRequest, as fingerprint: Fingerprint) -> Bool {
        let hasRoom = spending.earmark(fingerprint, characters: request.characterCount)
        if !hasRoom { unaffordable.insert(fingerprint) }
        return hasRoom
    }

    /// What to say where the budget left no room for other takes of some utterances.
    var shortage: String? {
        guard !unaffordable.isEmpty, let limit = spending.limit ?? spending.shared?.limit else {
            return nil
        }
        let utterances =
            unaffordable.count == 1 ? "an utterance" : "\(unaffordable.count) utterances"
        return "--max-credits \(limit) left no room for another take of \(utterances): "
            + "what the checks think of those there are is in the report"
    }

    /// Takes the best of what there is.
    ///
    /// `number`: of the take that was delivered; `nil` where none was.
    func settle(
        _ fingerprint: Fingerprint,
        of item: RecordingItem,
        number: Int?,
        reasons: [String]
    ) async throws -> Judgement {
        spending.release(fingerprint)
        let best = candidates(fingerprint).min {
            ($0.score ?? .infinity) < ($1.score ?? .infinity)
        }
        guard let best else {
            let reason = reasons.first ?? "no take can be heard"
            try await ledger.setAside(fingerprint, reason: reason)
            return .setAside(reason)
        }
        try await ledger.useBest(of: fingerprint, number: best.take.number)
        for index in takes[fingerprint, default: []].indices {
            let isBest = takes[fingerprint]?[index].take.number == best.take.number
            takes[fingerprint]?[index].isInUse = isBest
        }
        if isDismissed(best.take) {
            let message =
                "chapter \(item.chapter), utterance \(item.utterance): no other take is good "
                + "enough, take \(best.take.number) stays"
            report(.warning(message: message))
        }
        let requests = try await revise(chapter: item.chapter, except: fingerprint)
        guard best.take.number == number else {
            let standing = StandingTake(best, now: Date.now.timeIntervalSince1970)
            return .keptEarlier(standing, revising: requests)
        }
        return requests.isEmpty ? .accepted : .acceptedRevising(requests)
    }
}

extension SpeechRequest {
    /// The request for another take: the same with another seed, where it has one.
    var again: SpeechRequest {
        var request = self
        request.seed = seed.map { $0 &+ 1 }
        return request
    }
}
