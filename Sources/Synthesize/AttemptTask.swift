import NarrateModel

/// What came of an attempt.
enum AttemptOutcome: Sendable {
    /// With the items that are wanted again, by their ids.
    case accepted(StandingTake, revising: [Int: SpeechRequest] = [:])
    case retake(SpeechRequest)
    case setAside(String)
    case failed(EngineError)
    case cancelled
    /// The desk failed in a way that ends the run.
    case broke(any Error)
}

/// What came of an attempt, and what was learned on the way.
struct AttemptReport: Sendable {
    /// What looking for an existing answer came to.
    enum Reclaim: Sendable {
        case notTried, nothing, found
    }

    var outcome: AttemptOutcome
    var reclaim = Reclaim.notTried
    /// When the attempt was begun, in seconds since 1970.
    var startedAt: Double?
}

/// How far an attempt has come.
enum AttemptProgress: Sendable {
    /// Its answer was read to the end; it is going to be judged.
    case answered(Answer)
    case ended(AttemptReport)

    /// An answer that is here and that nobody has listened to.
    struct Answer: Sendable {
        var attempt: Attempt
        var delivery: Delivery
        var reclaim: AttemptReport.Reclaim
    }
}

/// An attempt from intent to answer: with its judgement, all of a run that touches engine and desk.
struct AttemptTask: Sendable {
    let synthesizer: Synthesizer
    let item: RecordingItem
    let context: StitchingContext
    let lost: LostAttempt?

    /// Records the intent, sends the request, and reads its answer.
    func progress() async -> AttemptProgress {
        do {
            let attempt = try await synthesizer.desk.begin(item, context: context)
            return await progress(of: attempt)
        } catch let error as EngineError {
            return .ended(AttemptReport(outcome: .failed(error)))
        } catch is CancellationError {
            return .ended(AttemptReport(outcome: .cancelled))
        } catch {
            return .ended(AttemptReport(outcome: .broke(error)))
        }
    }

    private func progress(of attempt: Attempt) async -> AttemptProgress {
        var reclaim = AttemptReport.Reclaim.notTried
        do {
            let delivery = try await audio(for: attempt, reclaim: &reclaim)
            return .answered(.init(attempt: attempt, delivery: delivery, reclaim: reclaim))
        } catch {
            let outcome = await synthesizer.desk.outcome(of: error, attempt: attempt)
            return .ended(
                AttemptReport(outcome: outcome, reclaim: reclaim, startedAt: attempt.startedAt)
            )
        }
    }

    /// Looks first for the answer that was perhaps paid already.
    private func audio(
        for attempt: Attempt,
        reclaim: inout AttemptReport.Reclaim
    ) async throws -> Delivery {
        let request = attempt.item.request
        if let lost {
            let found = try await synthesizer.engine.reclaim(
                request,
                requestID: lost.requestID,
                since: lost.since,
                excluding: await synthesizer.desk.knownRequestIDs(of: attempt.item),
                to: attempt.path
            )
            reclaim = found == nil ? .nothing : .found
            if var found {
                found.isReclaimed = true
                return found
            }
        }
        return try await synthesizer.engine.record(request, context: context, to: attempt.path)
    }
}

/// An answer on its way to a take that stands.
struct JudgementTask: Sendable {
    let synthesizer: Synthesizer
    let answer: AttemptProgress.Answer
    /// Items with an equal request, which are never sent.
    let followers: [RecordingItem]

    /// Has the answer stored and judged.
    func report() async -> AttemptReport {
        let attempt = answer.attempt
        let outcome: AttemptOutcome
        do {
            let judgement = try await synthesizer.desk.deliver(attempt, answer.delivery)
            outcome = try await self.outcome(of: judgement)
        } catch {
            outcome = await synthesizer.desk.outcome(of: error, attempt: attempt)
        }
        return AttemptReport(
            outcome: outcome,
            reclaim: answer.reclaim,
            startedAt: attempt.startedAt
        )
    }

    private func outcome(of judgement: Judgement) async throws -> AttemptOutcome {
        let take: StandingTake
        var revised: [Int: SpeechRequest] = [:]
        switch judgement {
        case .accepted: take = StandingTake(requestID: answer.delivery.requestID, age: .zero)
        case .acceptedRevising(let requests):
            take = StandingTake(requestID: answer.delivery.requestID, age: .zero)
            revised = requests
        case .keptEarlier(let earlier, let requests): (take, revised) = (earlier, requests)
        case .retake(let request): return .retake(request)
        case .setAside(let reason): return .setAside(reason)
        }
        for follower in followers {
            try await synthesizer.desk.share(answer.attempt.item, with: follower)
        }
        return .accepted(take, revising: revised)
    }
}

extension RecordingDesk {
    /// Puts on record that an attempt brought nothing, and says what that means for the run.
    fileprivate func outcome(of error: any Error, attempt: Attempt) async -> AttemptOutcome {
        switch error {
        case let error as EngineError:
            do {
                try await lose(attempt, error)
                return .failed(error)
            } catch {
                return .broke(error)
            }
        case is CancellationError:
            await abandon(attempt)
            return .cancelled
        default: return .broke(error)
        }
    }
}
