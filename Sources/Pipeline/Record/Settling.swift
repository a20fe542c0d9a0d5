import FoundationEssentials
import NarrateDigest
import NarrateLedger
import NarrateModel

/// Brings the ledger's account together with the service's own: what was asked and never answered
/// was charged when the service's history has it, and was not when it has not.
struct Settling: Sendable {
    let ledger: Ledger
    let engine: any SpeechEngine
    let report: @Sendable (PipelineEvent) -> Void

    /// Settles what can be; does nothing where there is nothing or the service keeps no history.
    func settle() async throws {
        let attempts = try await ledger.unsettledAttempts()
        guard let since = attempts.map(\.sentAt).min() else { return }
        let answers: [ChargedAnswer]?
        do {
            answers = try await engine.charges(since: since)
        } catch let error as EngineError {
            report(.warning(message: "what lost answers cost can't be asked: \(error.message)"))
            return
        }
        guard let answers else { return }
        let settled = try await ledger.settledRequestIDs()
        try await ledger.settle(
            Self.settlements(
                of: attempts,
                answers: answers.filter { !settled.contains($0.requestID) },
                now: engine.serviceTime ?? Date.now.timeIntervalSince1970,
                clockDifference: engine.serviceTime == nil
                    ? LostAnswers.clockDifference : LostAnswers.serverSkew
            )
        )
    }

    /// What the service's account says of attempts; those it says nothing of are left out.
    ///
    /// `answers`: those that no settled attempt has. `now`: seconds since 1970. `clockDifference`:
    /// seconds by which the clocks that dated the attempts and the answers may differ.
    static func settlements(
        of attempts: [UnsettledAttempt],
        answers: [ChargedAnswer],
        now: Double,
        clockDifference: Double = LostAnswers.clockDifference
    ) -> [Settlement] {
        var settlements: [Settlement] = []
        var named: [String: ChargedAnswer] = [:]
        for answer in answers { named[answer.requestID] = answer }
        for attempt in attempts {
            guard let id = attempt.requestID, let answer = named.removeValue(forKey: id) else {
                continue
            }
            settlements.append(Settlement(attempt: attempt.id, answer: answer))
        }
        var pool = Dictionary(grouping: named.values) { $0.content }
            .mapValues { $0.sorted { ($0.date, $0.requestID) < ($1.date, $1.requestID) } }
        // Whose audio is here was answered: it comes before one that may never have arrived.
        let order = attempts.sorted {
            ($0.isCharged ? 0 : 1, $0.sentAt) < ($1.isCharged ? 0 : 1, $1.sentAt)
        }
        for attempt in order {
            guard attempt.requestID == nil, let content = attempt.content else { continue }
            let earliest = attempt.sentAt - clockDifference
            let latest = attempt.sentAt + LostAnswers.longestWork + clockDifference
            let isOurs: (ChargedAnswer) -> Bool = { (earliest...latest).contains($0.date) }
            if let index = pool[content]?.firstIndex(where: isOurs) {
                let answer = pool[content]?.remove(at: index)
                settlements.append(Settlement(attempt: attempt.id, answer: answer))
            } else if !attempt.isCharged, now - attempt.sentAt > LostAnswers.longestWork {
                settlements.append(Settlement(attempt: attempt.id, answer: nil))
            }
        }
        return settlements
    }
}

extension SpeechRequest {
    /// Digest of what a service's history tells of a request.
    var content: Fingerprint { .content(text: text, voice: voice, model: model) }
}

extension ChargedAnswer {
    /// Digest of what the request was.
    var content: Fingerprint { .content(text: text, voice: voice, model: model) }
}

extension Fingerprint {
    fileprivate static func content(text: String, voice: String, model: String) -> Fingerprint {
        let fields = [voice, model, text].flatMap { Array("\($0.utf8.count):\($0)\n".utf8) }
        guard let fingerprint = Fingerprint(hex: SHA256.hex(of: fields)) else {
            preconditionFailure("a SHA-256 has 64 hexadecimal digits")
        }
        return fingerprint
    }
}
