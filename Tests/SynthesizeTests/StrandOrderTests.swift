import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct StrandOrderTests {
    private func order(_ items: [RecordingItem], slots: Int) -> StrandOrder {
        let work = items.indices.filter { items[$0].standing == nil }
        return StrandOrder(
            work: work,
            items: items,
            weights: items.map { WorkOrder.weight(of: $0.request) },
            slots: slots
        )
    }

    /// A chapter whose utterance after `place` begins as given.
    private func chapter(
        _ length: Int,
        boundaries: [Int: Utterance.Boundary] = [:],
        headings: Set<Int> = []
    ) -> [RecordingItem] {
        (1...length).map { utterance in
            Books.item(
                utterance - 1,
                chapter: 1,
                utterance: utterance,
                role: headings.contains(utterance) ? .heading : .paragraph,
                boundary: boundaries[utterance] ?? .paragraph
            )
        }
    }

    private func firstCut(_ items: [RecordingItem]) -> Int? {
        var order = order(items, slots: 2)
        _ = order.next(slots: 2, idle: 2)
        return order.next(slots: 2, idle: 1)
    }

    @Test func `begins with the longest chapter`() {
        var order = order(Books.book([3, 9, 5]), slots: 3)
        let first = (0..<3).map { _ in order.next(slots: 3, idle: 3) }
        #expect(first == [3, 12, 0])
    }

    @Test func `stays with a strand until it ends`() {
        var order = order(Books.book([3, 2]), slots: 1)
        var sent: [Int] = []
        while let item = order.next(slots: 1, idle: 1) {
            sent.append(item)
            order.settled(item)
        }
        #expect(sent == [0, 1, 2, 3, 4])
        #expect(order.cuts == 0)
    }

    @Test func `waits for the one in flight where no slot is idle`() {
        var order = order(Books.book([10]), slots: 1)
        #expect(order.next(slots: 1, idle: 1) == 0)
        #expect(order.next(slots: 1, idle: 0) == nil)
    }

    @Test func `cuts near the middle`() {
        #expect(firstCut(chapter(100)) == 50)
    }

    @Test func `cuts at a scene break or before a heading close by`() {
        #expect(firstCut(chapter(1_000, boundaries: [503: .scene])) == 503)
        // The heading belongs to what follows it.
        #expect(firstCut(chapter(1_000, headings: [504])) == 503)
        #expect(firstCut(chapter(1_000, boundaries: [501: .scene], headings: [500])) == 501)
    }

    @Test func `does not go far for a better place`() {
        #expect(firstCut(chapter(1_000, boundaries: [300: .scene])) == 501)
    }

    @Test(arguments: [Utterance.Boundary.sentence, .clause])
    func `leaves a paragraph whole where it can`(boundary: Utterance.Boundary) {
        let boundaries = [499: boundary, 500: boundary, 501: boundary]
        let cut = firstCut(chapter(1_000, boundaries: boundaries))
        #expect(cut == 498 || cut == 502)
    }

    @Test func `makes a strand of its own of what follows a standing take`() {
        var items = Books.book([9])
        items[4].standing = StandingTake(requestID: "x", age: .zero)
        var order = order(items, slots: 2)
        let first = Set((0..<2).compactMap { _ in order.next(slots: 2, idle: 2) })
        #expect(first == [0, 5])
        #expect(order.cuts == 0)
    }

    @Test func `does not cut what is nearly done`() {
        var order = order(Books.book([400, 1]), slots: 2)
        var flights = (0..<2).compactMap { _ in order.next(slots: 2, idle: 2) }
        while let item = flights.first {
            flights.removeFirst()
            order.settled(item)
            while flights.count < 2, let next = order.next(slots: 2, idle: 2 - flights.count) {
                flights.append(next)
            }
        }
        #expect((1...3).contains(order.cuts))
    }

    @Test func `makes no more cuts than there are slots and chapters`() {
        var order = order(Books.book([30]), slots: 10)
        var flights: [Int] = []
        var sent = 0
        repeat {
            while let item = order.next(slots: 10, idle: 10 - flights.count) {
                flights.append(item)
                sent += 1
            }
            order.settled(flights.removeFirst())
        } while !flights.isEmpty
        #expect(sent == 30)
        #expect(order.cuts <= 11)
    }
}
