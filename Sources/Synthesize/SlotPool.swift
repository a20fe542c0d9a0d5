import Synchronization

/// Requests in flight that several runs may have together on one account.
///
/// A slot goes to a run that has something to send, and stays with it while it has; a run gives one
/// up when another has a better claim. Nobody cuts a strand while another run can use the slot as
/// things are.
package final class SlotPool: Sendable {
    /// Whose claim to a slot is better.
    package enum Order: String, Sendable, CaseIterable {
        /// Who has fewer slots.
        case fair
        /// Who comes first.
        case inOrder
    }

    /// What a run would do with a slot that it waits for.
    enum Want: Sendable {
        /// Send something that is ready, as far as it knows.
        case send
        /// Cut a strand to have something to send: worth a slot that nobody else can use.
        case cut
    }

    /// What a run may do now.
    struct Offer: Sendable, Equatable {
        /// Whether it may send a request.
        var maySend: Bool
        /// Slots that nobody else waits for; 0 forbids a cut.
        var idle: Int

        /// Where slots are shared with nobody.
        static let unlimited = Offer(maySend: true, idle: .max)
        static let nothing = Offer(maySend: false, idle: 0)
    }

    private struct Member {
        let rank: Int
        /// Slots that it has, in use or not.
        var held = 0
        var want: Want?
        /// Whether one of them was offered to it and not taken yet.
        var isOffered = false
        /// Requests it has sent, from where the others stood when it joined.
        var served: Int
        /// When it began to wait.
        var since = 0
        let offers: AsyncStream<Void>.Continuation
    }

    private struct State {
        var limit: Int
        var members: [Int: Member] = [:]
        var joined = 0
        var moment = 0

        var free: Int { max(0, limit - members.values.reduce(0) { $0 + $1.held }) }
    }

    private let order: Order
    private let ceiling: Int
    private let state: Mutex<State>

    /// Creates a pool; where it may grow, a limit that the service names replaces a lower one.
    package init(limit: Int, mayGrow: Bool = false, order: Order = .fair) {
        self.order = order
        ceiling = mayGrow ? .max : max(1, limit)
        state = Mutex(State(limit: max(1, limit)))
    }

    /// How many requests may be in flight now.
    package var limit: Int { state.withLock { $0.limit } }

    /// Lets a run take part; a lower rank comes first where there is an order.
    package func share(rank: Int) -> SlotShare {
        let (offers, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let member = state.withLock { state in
            state.joined += 1
            let served = state.members.values.map(\.served).min() ?? 0
            state.members[state.joined] = Member(
                rank: rank,
                served: served,
                offers: continuation
            )
            return state.joined
        }
        return SlotShare(pool: self, member: member, offers: offers)
    }

    /// Asks for a slot for a member with so many requests in flight.
    fileprivate func take(_ id: Int, inFlight: Int) -> Offer {
        state.withLock { state in
            guard var member = state.members[id] else { return .nothing }
            if member.held > inFlight {
                if !member.isOffered, hasBetterClaim(than: member, id, in: state) {
                    member.held = inFlight
                    state.members[id] = member
                    distribute(in: &state, except: id)
                    return .nothing
                }
            } else if state.free > 0 {
                member.held += 1
            } else {
                return .nothing
            }
            member.want = nil
            member.isOffered = false
            member.served += 1
            state.members[id] = member
            let isContended = state.members.contains { $0.key != id && $0.value.want == .send }
            return Offer(maySend: true, idle: isContended ? 0 : state.free + 1)
        }
    }

    /// Takes back what a member does not use, and notes what it waits for.
    fileprivate func settle(_ id: Int, inFlight: Int, want: Want?) {
        state.withLock { state in
            guard var member = state.members[id] else { return }
            // What was taken last was of no use.
            if member.held > inFlight { member.served -= 1 }
            member.held = min(member.held, inFlight)
            member.isOffered = false
            if want != nil, member.want == nil {
                state.moment += 1
                member.since = state.moment
            }
            member.want = want
            state.members[id] = member
            distribute(in: &state)
        }
    }

    fileprivate func leave(_ id: Int) {
        state.withLock { state in
            state.members.removeValue(forKey: id)?.offers.finish()
            distribute(in: &state)
        }
    }

    fileprivate func learn(_ named: Int) {
        state.withLock { state in
            state.limit = max(1, min(ceiling, named))
            distribute(in: &state)
        }
    }

    /// Whether another run should have a slot that a member has just done with.
    private func hasBetterClaim(than member: Member, _ id: Int, in state: State) -> Bool {
        state.members.contains { other in
            guard other.key != id, other.value.want == .send else { return false }
            return switch order {
            // What can't be shared evenly goes round.
            case .fair:
                other.value.held + 1 < member.held
                    || other.value.held < member.held && other.value.served < member.served
            case .inOrder: other.value.rank < member.rank
            }
        }
    }

    /// Offers free slots to those who wait.
    private func distribute(in state: inout State, except id: Int? = nil) {
        while state.free > 0 {
            let waiting = state.members.filter { $0.value.want != nil && $0.key != id }
            let ready = waiting.filter { $0.value.want == .send }
            let candidates = ready.isEmpty ? waiting : ready
            guard let best = candidates.min(by: { claim(of: $0.value) < claim(of: $1.value) })
            else { return }
            state.members[best.key]?.held += 1
            state.members[best.key]?.want = nil
            state.members[best.key]?.isOffered = true
            best.value.offers.yield()
        }
    }

    /// The lowest comes first.
    private func claim(of member: Member) -> (Int, Int, Int) {
        switch order {
        case .fair: (member.held, member.served, member.since)
        case .inOrder: (member.rank, 0, member.since)
        }
    }
}

/// A run's part in a pool of slots; it gives everything back when it leaves.
package struct SlotShare: Sendable {
    fileprivate let pool: SlotPool
    fileprivate let member: Int
    private let offers: AsyncStream<Void>

    fileprivate init(pool: SlotPool, member: Int, offers: AsyncStream<Void>) {
        self.pool = pool
        self.member = member
        self.offers = offers
    }

    /// Asks for a slot, with so many requests in flight.
    func take(inFlight: Int) -> SlotPool.Offer { pool.take(member, inFlight: inFlight) }

    /// Gives back what is not in use, and waits for another slot where one is wanted.
    func settle(inFlight: Int, want: SlotPool.Want?) {
        pool.settle(member, inFlight: inFlight, want: want)
    }

    /// Takes note of the limit that the service names.
    func learn(limit: Int) { pool.learn(limit) }

    /// Takes part no more.
    package func leave() { pool.leave(member) }

    /// Returns when a slot is offered, or the task is cancelled; one waiter at a time.
    func nextOffer() async {
        for await _ in offers { return }
    }
}
