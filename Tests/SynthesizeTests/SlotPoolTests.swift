import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct SlotPoolTests {
    @Test func `gives no more slots than there are`() {
        let pool = SlotPool(limit: 3)
        let shares = (0..<2).map { pool.share(rank: $0) }
        #expect(shares[0].take(inFlight: 0).maySend)
        #expect(shares[0].take(inFlight: 1).maySend)
        #expect(shares[1].take(inFlight: 0).maySend)
        #expect(!shares[1].take(inFlight: 1).maySend)
        #expect(!shares[0].take(inFlight: 2).maySend)
    }

    @Test func `takes a slot from who has more for who has less`() {
        let pool = SlotPool(limit: 3)
        let (rich, poor) = (pool.share(rank: 0), pool.share(rank: 1))
        for inFlight in 0..<3 { #expect(rich.take(inFlight: inFlight).maySend) }
        #expect(!poor.take(inFlight: 0).maySend)
        poor.settle(inFlight: 0, want: .send)
        // One answer is here: its slot goes over.
        #expect(!rich.take(inFlight: 2).maySend)
        rich.settle(inFlight: 2, want: .send)
        #expect(poor.take(inFlight: 0).maySend)
        // With 2 and 1, who has sent less is next, and then the other.
        poor.settle(inFlight: 1, want: .send)
        #expect(!rich.take(inFlight: 1).maySend)
        rich.settle(inFlight: 1, want: .send)
        #expect(poor.take(inFlight: 1).maySend)
    }

    @Test func `goes by rank where there is an order`() {
        let pool = SlotPool(limit: 2, order: .inOrder)
        let (second, first) = (pool.share(rank: 2), pool.share(rank: 1))
        for inFlight in 0..<2 { #expect(second.take(inFlight: inFlight).maySend) }
        first.settle(inFlight: 0, want: .send)
        #expect(!second.take(inFlight: 1).maySend)
        second.settle(inFlight: 1, want: .send)
        #expect(first.take(inFlight: 0).maySend)
        // The first keeps what it has, whoever waits.
        #expect(first.take(inFlight: 0).maySend)
    }

    @Test func `lets nobody cut while another can use the slot`() {
        let pool = SlotPool(limit: 2)
        let (one, other) = (pool.share(rank: 0), pool.share(rank: 1))
        #expect(one.take(inFlight: 0).idle == 2)
        #expect(one.take(inFlight: 1).idle == 1)
        one.settle(inFlight: 2, want: .cut)
        other.settle(inFlight: 0, want: .send)
        one.settle(inFlight: 1, want: .cut)
        #expect(other.take(inFlight: 0) == SlotPool.Offer(maySend: true, idle: 1))
    }

    @Test func `shares out what a run leaves`() {
        let pool = SlotPool(limit: 1)
        let (one, other) = (pool.share(rank: 0), pool.share(rank: 1))
        #expect(one.take(inFlight: 0).maySend)
        other.settle(inFlight: 0, want: .send)
        one.leave()
        #expect(other.take(inFlight: 0).maySend)
        #expect(!one.take(inFlight: 0).maySend)
    }

    @Test func `obeys the limit that the service names`() {
        let fixed = SlotPool(limit: 3)
        let share = fixed.share(rank: 0)
        share.learn(limit: 2)
        #expect(fixed.limit == 2)
        share.learn(limit: 9)
        #expect(fixed.limit == 3)
        let growing = SlotPool(limit: 3, mayGrow: true)
        growing.share(rank: 0).learn(limit: 9)
        #expect(growing.limit == 9)
    }

    @Test(arguments: [SlotPool.Order.fair, .inOrder])
    func `three books end as soon as one of all their chapters`(order: SlotPool.Order) async throws
    {
        for slots in [4, 10] {
            let alone = VirtualShelf([Books.book(Array(repeating: 30, count: 12))], slots: slots)
            let shelf = VirtualShelf(
                (0..<3).map { _ in Books.book(Array(repeating: 30, count: 4)) },
                slots: slots,
                order: order
            )
            let (one, three) = (alone.run(), shelf.run())
            #expect(three.accepted == 360)
            #expect(three.peak <= slots)
            #expect(three.makespan <= 1.05 * one.makespan, "\(three.makespan) of \(one.makespan)")
            // A cut costs tone: no more than one book may have.
            #expect(three.seams <= slots + 12)
        }
    }

    @Test func `finishes the first book first where there is an order`() {
        let books = (0..<3).map { _ in Books.book([40, 40, 40, 40]) }
        let ordered = VirtualShelf(books, slots: 4, order: .inOrder).run()
        let fair = VirtualShelf(books, slots: 4).run()
        #expect(ordered.ends[0] < 0.5 * ordered.makespan)
        #expect(ordered.ends[0] < ordered.ends[1] && ordered.ends[1] < ordered.ends[2])
        // Between books of one length fairness is that they end together.
        #expect(fair.ends.allSatisfy { $0 > 0.85 * fair.makespan })
    }

    @Test func `more books than slots take turns`() {
        let books = (0..<5).map { _ in Books.book([20]) }
        let shelf = VirtualShelf(books, slots: 2).run()
        #expect(shelf.accepted == 100)
        #expect(shelf.ends.allSatisfy { $0 > 0.85 * shelf.makespan })
    }
}
