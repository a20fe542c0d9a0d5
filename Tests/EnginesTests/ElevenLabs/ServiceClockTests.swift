import Testing

@testable import NarrateEngines

@Suite struct ServiceClockTests {
    @Test(arguments: ["", "now", "Sun, 06 Foo 1994 08:49:37 GMT"])
    func `passes over what is no date`(header: String) {
        let clock = ServiceClock()
        clock.note(header)
        #expect(clock.time == nil)
    }

    @Test func `goes on between answers`() throws {
        let clock = ServiceClock()
        clock.note("Sun, 06 Nov 1994 08:49:37 GMT")
        let first = try #require(clock.time)
        let second = try #require(clock.time)
        #expect(784_111_777 <= first && first <= second && second < 784_111_877)
    }
}
