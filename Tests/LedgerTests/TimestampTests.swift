import Foundation
import Testing

@testable import NarrateLedger

@Suite struct TimestampTests {
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"),
        (784_111_777.9, "1994-11-06T08:49:37Z"),
        (1_709_251_199, "2024-02-29T23:59:59Z"),
        (1_709_251_200, "2024-03-01T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),  // no leap year
        (-1, "1969-12-31T23:59:59Z"),  // a machine that does not know the date
    ])
    func `spells a moment`(moment: Double, text: String) {
        #expect(Timestamp.text(of: moment) == text)
    }

    @Test func `spells every day as Foundation does`() {
        for day in stride(from: -30_000, to: 60_000, by: 7) {
            let moment = Double(day * 86_400 + day * 37 % 86_400)
            let expected = Date(timeIntervalSince1970: moment).formatted(.iso8601)
            #expect(Timestamp.text(of: moment) == expected)
        }
    }
}
