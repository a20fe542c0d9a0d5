import NarrateModel

@testable import NarrateSynthesize

/// A run of the schedule against a made-up service, in virtual time: no task, no clock.
struct VirtualRun {
    /// How long the service takes: a fixed part, a part per character, and jitter around both.
    struct Service {
        var fixed = 0.6
        var perCharacter = 0.008
        /// Spread of the factor: `0.3` is from 0.7 to 1.3.
        var jitter = 0.3
        /// How long a take is stored and judged after its answer is here.
        var judging = 0.03
        /// Answers with an error instead, by item and number of the request.
        var failure: (Int, Int) -> EngineError? = { _, _ in nil }
    }

    private struct Flight {
        var end: Duration
        var position: Int
        var request: Int
        /// Whether the answer is here and the take is being judged.
        var isAnswered = false
    }

    private(set) var schedule: Schedule
    private(set) var makespan = 0.0
    /// Sum of the time of all requests.
    private(set) var service = 0.0
    private(set) var longest = 0.0
    /// Most takes that were being judged at once.
    private(set) var mostJudged = 0
    /// What was sent, in order.
    private(set) var sendings: [Schedule.Sending] = []
    private var flights: [Flight] = []
    private var random: SplitMix
    private let slots: Int

    init(_ items: [RecordingItem], options: SynthesisOptions, seed: UInt64 = 1) {
        schedule = Schedule(items: items, options: options)
        random = SplitMix(seed: seed)
        slots = options.slots
    }

    /// No schedule ends earlier.
    var lowerBound: Double { max(service / Double(slots), longest) }

    mutating func run(_ provider: Service = Service()) {
        var now = Duration.zero
        while true {
            switch schedule.next(now: now) {
            case .done:
                makespan = now / .seconds(1)
                return
            case .send(let sending):
                send(sending, now: now, provider)
            case .waitForSlot: return
            case .wait(let moment):
                let landing = flights.indices.min { flights[$0].end < flights[$1].end }
                if let landing, flights[landing].end <= moment ?? flights[landing].end {
                    let flight = flights.remove(at: landing)
                    now = flight.end
                    if flight.isAnswered {
                        accept(flight, now: now)
                    } else if let error = provider.failure(flight.position, flight.request) {
                        fail(flight, error, now: now)
                    } else {
                        answer(flight, now: now, provider)
                    }
                } else if let moment {
                    now = max(now, moment)
                } else {
                    return
                }
            }
        }
    }

    private mutating func send(_ sending: Schedule.Sending, now: Duration, _ provider: Service) {
        sendings.append(sending)
        let characters = Double(schedule.items[sending.position].request.characterCount)
        let factor = 1 + provider.jitter * (2 * random.unit() - 1)
        let time = (provider.fixed + provider.perCharacter * characters) * factor
        service += time
        longest = max(longest, time)
        flights.append(
            Flight(end: now + .seconds(time), position: sending.position, request: sending.request)
        )
    }

    private mutating func answer(_ flight: Flight, now: Duration, _ provider: Service) {
        schedule.answered(flight.position)
        var flight = flight
        flight.isAnswered = true
        flight.end = now + .seconds(provider.judging)
        flights.append(flight)
        mostJudged = max(mostJudged, schedule.judging.count)
    }

    private mutating func fail(_ flight: Flight, _ error: EngineError, now: Duration) {
        _ = schedule.failed(flight.position, error: error, now: now, chance: random.unit())
    }

    private mutating func accept(_ flight: Flight, now: Duration) {
        let take = StandingTake(requestID: "r\(flight.position)", age: .zero)
        _ = schedule.accepted(flight.position, take: take, now: now)
    }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood's SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
