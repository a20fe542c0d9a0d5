import Foundation
import Testing

@testable import NarratePipeline

@Suite struct WorkWindowTests {
    private var calendar: Calendar {
        get throws {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
            return calendar
        }
    }

    private func moment(_ text: String) throws -> Date {
        let formatter = ISO8601DateFormatter()
        return try #require(formatter.date(from: text))
    }

    @Test(arguments: [
        ("2026-03-10T20:00:00+01:00", "2026-03-10T22:00:00+01:00"),
        ("2026-03-10T22:00:00+01:00", "2026-03-10T22:00:00+01:00"),
        ("2026-03-10T23:59:00+01:00", "2026-03-10T23:59:00+01:00"),
        ("2026-03-11T03:00:00+01:00", "2026-03-11T03:00:00+01:00"),  // the window is over midnight
        ("2026-03-11T06:30:00+01:00", "2026-03-11T22:00:00+01:00"),
        ("2026-03-29T01:59:00+01:00", "2026-03-29T01:59:00+01:00"),
    ])
    func `opens in the evening and stays open over midnight`(now: String, opening: String) throws {
        let window = WorkWindow(from: TimeOfDay("22:00"), until: TimeOfDay("06:30"))
        #expect(window.opening(after: try moment(now), in: try calendar) == (try moment(opening)))
    }

    @Test(arguments: [
        ("2026-03-10T22:00:00+01:00", "2026-03-11T06:30:00+01:00"),
        ("2026-03-11T06:29:00+01:00", "2026-03-11T06:30:00+01:00"),
        ("2026-03-28T22:00:00+01:00", "2026-03-29T06:30:00+02:00"),  // an hour less that night
    ])
    func `closes in the morning`(start: String, closing: String) throws {
        let window = WorkWindow(from: TimeOfDay("22:00"), until: TimeOfDay("06:30"))
        #expect(window.closing(from: try moment(start), in: try calendar) == (try moment(closing)))
    }

    @Test func `closes at a time that summer time skips`() throws {
        let window = WorkWindow(until: TimeOfDay("02:30"))
        let closing = window.closing(
            from: try moment("2026-03-28T23:00:00+01:00"),
            in: try calendar
        )
        let late = try moment("2026-03-29T03:30:00+02:00")
        #expect(try #require(closing) <= late)
    }

    @Test func `works no longer than it may, whichever end comes first`() throws {
        let start = try moment("2026-03-10T22:00:00+01:00")
        let long = WorkWindow(until: TimeOfDay("06:30"), longest: .seconds(8 * 3600))
        #expect(long.closing(from: start, in: try calendar) == start.addingTimeInterval(8 * 3600))
        let short = WorkWindow(until: TimeOfDay("23:00"), longest: .seconds(8 * 3600))
        #expect(short.closing(from: start, in: try calendar) == start.addingTimeInterval(3600))
        #expect(WorkWindow().closing(from: start, in: try calendar) == nil)
        #expect(WorkWindow().opening(after: start, in: try calendar) == start)
    }

    @Test func `within the day it waits for the day`() throws {
        let window = WorkWindow(from: TimeOfDay("9:00"), until: TimeOfDay("17:00"))
        let evening = try moment("2026-03-10T18:00:00+01:00")
        let morning = try moment("2026-03-11T09:00:00+01:00")
        #expect(window.opening(after: evening, in: try calendar) == morning)
    }

    @Test(arguments: ["24:00", "7", "7:60", "-1:00", "", "7:00:00", "7:0x", "a:b", "+7:00"])
    func `refuses what is no time of day`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test(arguments: [("8h", 28_800), ("90m", 5400), ("1h30m", 5400), ("45s", 45)])
    func `reads lengths of time`(text: String, seconds: Int) {
        #expect(WorkWindow.length(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "8", "h", "8x", "0h", "8h8h", "-8h", "8 h", "99999999h"])
    func `refuses what is no length of time`(text: String) {
        #expect(WorkWindow.length(text) == nil)
    }
}
