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
    /// How many requests may be in flight, as the service says.
    var limit: Int?
}

/// An attempt from intent to judgement: the only part of a run that touches engine and desk.
struct AttemptTask: Sendable {
    let synthesizer: Synthesizer
    let item: RecordingItem
    let context: StitchingContext
    let lost: LostAttempt?
    let followers: [RecordingItem]

    func run() async -> AttemptReport {
        do {
            let attempt = try await synthesizer.desk.begin(item, context: context)
            return await run(attempt)
        } catch let error as EngineError {
            return AttemptReport(outcome: .failed(error))
        } catch is CancellationError {
            return AttemptReport(outcome: .cancelled)
        } catch {
            return AttemptReport(outcome: .broke(error))
        }
    }

    private func run(_ attempt: Attempt) async -> AttemptReport {
        var report = AttemptReport(outcome: .cancelled, startedAt: attempt.startedAt)
        do {
            let delivery = try await audio(for: attempt, reclaim: &report.reclaim)
            report.limit = delivery.concurrencyLimit
            let judgement = try await synthesizer.desk.deliver(attempt, delivery)
            report.outcome = try await outcome(of: judgement, requestID: delivery.requestID)
        } catch let error as EngineError {
            report.outcome = await lose(attempt, error)
        } catch is CancellationError {
            await synthesizer.desk.abandon(attempt)
        } catch {
            report.outcome = .broke(error)
        }
        return report
    }

    private func lose(_ attempt: Attempt, _ error: EngineError) async -> AttemptOutcome {
        do {
            try await synthesizer.desk.lose(attempt, error)
            return .failed(error)
        } catch {
            return .broke(error)
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

    private func outcome(
        of judgement: Judgement,
        requestID: String?
    ) async throws -> AttemptOutcome {
        let take: StandingTake
        var revised: [Int: SpeechRequest] = [:]
        switch judgement {
        case .accepted: take = StandingTake(requestID: requestID, age: .zero)
        case .acceptedRevising(let requests):
            take = StandingTake(requestID: requestID, age: .zero)
            revised = requests
        case .keptEarlier(let earlier): take = earlier
        case .retake(let request): return .retake(request)
        case .setAside(let reason): return .setAside(reason)
        }
        for follower in followers {
            try await synthesizer.desk.share(item, with: follower)
        }
        return .accepted(take, revising: revised)
    }
}
