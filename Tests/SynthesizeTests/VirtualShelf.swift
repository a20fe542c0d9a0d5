import NarrateModel

@testable import NarrateSynthesize

/// Several schedules that share slots, in virtual time: no task, no clock.
struct VirtualShelf {
    /// What came of it.
    struct Outcome {
        var makespan = 0.0
        /// When each book was done.
        var ends: [Double]
        var accepted = 0
        /// Most requests in flight at once.
        var peak = 0
        var seams = 0
    }

    private struct Flight {
        var end: Duration
        var book: Int
        var position: Int
        /// Whether the answer is here and the take is being judged.
        var isAnswered = false
    }

    let books: [[RecordingItem]]
    let slots: Int
    let pool: SlotPool

    init(_ books: [[RecordingItem]], slots: Int, order: SlotPool.Order = .fair) {
        self.books = books
        self.slots = slots
        pool = SlotPool(limit: slots, order: order)
    }

    func run() -> Outcome {
        let options = SynthesisOptions(slots: slots, stitching: .ids)
        var schedules = books.map { Schedule(items: $0, options: options) }
        let shares = books.indices.map { pool.share(rank: $0) }
        var outcome = Outcome(ends: books.map { _ in 0 })
        var flights: [Flight] = []
        var now = Duration.zero
        var random = SplitMix(seed: 7)
        while true {
            // Whoever is offered a slot looks again: twice, for what the first round gave back.
            for book in Array(books.indices) + Array(books.indices) {
                advance(&schedules[book], shares[book], now: now) { position in
                    let time = 1 + 0.3 * random.unit()
                    flights.append(
                        Flight(end: now + .seconds(time), book: book, position: position)
                    )
                }
            }
            outcome.peak = max(outcome.peak, flights.count { !$0.isAnswered })
            guard let next = flights.indices.min(by: { flights[$0].end < flights[$1].end }) else {
                outcome.makespan = now / .seconds(1)
                outcome.accepted = schedules.reduce(0) { $0 + $1.account.accepted }
                outcome.seams = schedules.reduce(0) { $0 + $1.account.seams }
                return outcome
            }
            var flight = flights.remove(at: next)
            now = flight.end
            if flight.isAnswered {
                let take = StandingTake(requestID: "r\(flight.position)", age: .zero)
                _ = schedules[flight.book].accepted(flight.position, take: take, now: now)
                outcome.ends[flight.book] = now / .seconds(1)
            } else {
                schedules[flight.book].answered(flight.position)
                flight.isAnswered = true
                flight.end = now + .milliseconds(30)
                flights.append(flight)
            }
        }
    }

    /// What a run does between two reports.
    private func advance(
        _ schedule: inout Schedule,
        _ share: SlotShare,
        now: Duration,
        send: (Int) -> Void
    ) {
        while true {
            let inFlight = schedule.inFlight.count
            let offer = share.take(inFlight: inFlight)
            switch schedule.next(now: now, offer: offer) {
            case .send(let sending): send(sending.position)
            case .done: return share.leave()
            case .wait:
                let wantsCut = offer.maySend && offer.idle == 0
                return share.settle(inFlight: inFlight, want: wantsCut ? .cut : nil)
            case .waitForSlot: return share.settle(inFlight: inFlight, want: .send)
            }
        }
    }
}
