import Testing

@testable import NarrateSynthesize

@Suite struct OutageTests {
    private func outage(after failures: Int, apart gap: Duration = .seconds(1)) -> Outage {
        var outage = Outage(rules: RetryRules())
        for number in 0..<failures {
            outage.failed(now: gap * number, chance: 0.5)
        }
        return outage
    }

    @Test func `probes after failures in a row`() {
        #expect(!outage(after: 7).isProbing)
        #expect(outage(after: 8).isProbing)
    }

    @Test func `works at full width again after a success`() {
        var outage = outage(after: 20)
        outage.succeeded(now: .seconds(30))
        #expect(!outage.isProbing)
        #expect(outage.lastSuccess == .seconds(30))
    }

    @Test func `probes ever more rarely, at least once a minute`() {
        var outage = outage(after: 8)
        var now = outage.holdUntil
        var waits: [Duration] = []
        for _ in 0..<10 {
            outage.failed(now: now, chance: 0.99)
            waits.append(outage.holdUntil - now)
            now = outage.holdUntil
        }
        #expect(waits == waits.sorted())
        #expect(waits.allSatisfy { $0 <= .seconds(60) })
        #expect(waits.last.map { $0 > .seconds(50) } == true)
    }

    @Test func `loses patience some time after the first failure`() {
        var outage = outage(after: 1)
        outage.failed(now: .seconds(90), chance: 0.5)
        #expect(!outage.isUnbearable(now: .seconds(179)))
        #expect(outage.isUnbearable(now: .seconds(180)))
        outage.succeeded(now: .seconds(181))
        outage.failed(now: .seconds(400), chance: 0.5)
        #expect(!outage.isUnbearable(now: .seconds(401)))
    }
}
