import NarrateModel

/// A run of the schedule against a service that answers as expected, in virtual time: nothing is asked of anyone.
package struct Rehearsal {
    /// How long a service takes for a request, in seconds.
    package struct Service: Sendable {
        /// Of every request, whatever its text.
        package var fixed: Double
        package var perCharacter: Double
        /// From an answer to its take being judged.
        package var judging = 0.03

        /// Creates a service.
        package init(fixed: Double, perCharacter: Double) {
            self.fixed = fixed
            self.perCharacter = perCharacter
        }
    }

    private struct Flight {
        var end: Duration
        var position: Int
        /// Whether the answer is here and the take is being judged.
        var isAnswered = false
    }

    /// From the first request to the last take, in seconds.
    package private(set) var seconds = 0.0
    package private(set) var requests = 0
    private var schedule: Schedule
    private var flights: [Flight] = []

    /// Goes through a run.
    package init(_ items: [RecordingItem], options: SynthesisOptions, service: Service) {
        schedule = Schedule(items: items, options: options)
        var now = Duration.zero
        while true {
            switch schedule.next(now: now) {
            case .send(let sending): send(sending.position, now: now, service)
            case .wait(let moment):
                guard let landing = flights.indices.min(by: { flights[$0].end < flights[$1].end })
                else {
                    // An answer that may exist already is waited for before anything is sent.
                    guard let moment, moment > now else { return }
                    now = moment
                    continue
                }
                let flight = flights.remove(at: landing)
                now = flight.end
                land(flight, now: now, service)
            case .done, .waitForSlot: return
            }
        }
    }

    private mutating func send(_ position: Int, now: Duration, _ service: Service) {
        let characters = Double(schedule.items[position].request.characterCount)
        let time = service.fixed + service.perCharacter * characters
        flights.append(Flight(end: now + .seconds(time), position: position))
        requests += 1
    }

    private mutating func land(_ flight: Flight, now: Duration, _ service: Service) {
        guard flight.isAnswered else {
            schedule.answered(flight.position)
            let judged = now + .seconds(service.judging)
            flights.append(Flight(end: judged, position: flight.position, isAnswered: true))
            return
        }
        let take = StandingTake(requestID: String(flight.position), age: .zero)
        _ = schedule.accepted(flight.position, take: take, now: now)
        seconds = now / .seconds(1)
    }
}
