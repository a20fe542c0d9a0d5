import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct ProcessTurnsTests {
    @Test func `runs no more than its number at once, and all in the end`() async throws {
        let turns = ProcessTurns(count: 3)
        let gauge = Gauge()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    try await turns.run {
                        await gauge.enter()
                        for _ in 0..<5 { await Task.yield() }
                        await gauge.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await gauge.highest <= 3)
        #expect(await gauge.entered == 60)
    }

    @Test func `goes on after a piece of work that failed`() async throws {
        let turns = ProcessTurns(count: 1)
        await #expect(throws: EngineError.self) {
            try await turns.run { throw EngineError(code: .unavailable, message: "gone") }
        }
        #expect(try await turns.run { 7 } == 7)
    }
}

/// How many are inside.
private actor Gauge {
    private var inside = 0
    private(set) var highest = 0
    private(set) var entered = 0

    func enter() {
        inside += 1
        entered += 1
        highest = max(highest, inside)
    }

    func leave() { inside -= 1 }
}
