import Testing

@testable import NarratePipeline

@Suite struct WorkbenchesTests {
    @Test func `gives a place to the largest piece of work that waits`() async {
        let benches = Workbenches(count: 1)
        let order = Order()
        await benches.take(for: 1)
        await withTaskGroup(of: Void.self) { group in
            for work in [3, 9, 5] {
                group.addTask {
                    await benches.take(for: work)
                    await order.note(work)
                    await benches.giveBack()
                }
            }
            while await benches.waitingCount < 3 { await Task.yield() }
            await benches.giveBack()
        }
        #expect(await order.noted == [9, 5, 3])
    }

    @Test func `has as many places as it was made with`() async {
        let benches = Workbenches(count: 2)
        await benches.take(for: 1)
        await benches.take(for: 1)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await benches.take(for: 1) }
            while await benches.waitingCount == 0 { await Task.yield() }
            await benches.giveBack()
        }
        #expect(await benches.waitingCount == 0)
    }

    @Test func `gives added places to who waits, and keeps the rest free`() async {
        let benches = Workbenches(count: 1)
        await benches.take(for: 1)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await benches.take(for: 1) }
            while await benches.waitingCount == 0 { await Task.yield() }
            await benches.add(2)
        }
        // One of the two went to the waiting, the other is taken without a wait.
        await benches.take(for: 1)
        #expect(await benches.waitingCount == 0)
    }
}

/// What happened, in order.
private actor Order {
    private(set) var noted: [Int] = []

    func note(_ work: Int) { noted.append(work) }
}
