import Testing

@testable import NarrateEngines

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),  // RFC 850
        ("Sun Nov  6 08:49:37 1994", 784_111_777),  // asctime
        ("Tue, 19 Jan 2038 03:14:08 GMT", 2_147_483_648),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),  // a leap day, a leap second
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Wednesday, 21-Oct-26 07:28:00 GMT", 1_792_567_680),
    ])
    func `reads the three forms there are`(date: String, seconds: Double) {
        #expect(HTTPDate.seconds(of: date) == seconds)
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
    ])
    func `passes over what is no date`(text: String) {
        #expect(HTTPDate.seconds(of: text) == nil)
    }

    @Test(
        arguments: [
            (["Retry-After": "7"], 7.0),
            (["Retry-After": "0.5"], 0.5),
            (["Retry-After": "-1"], nil),
            (["Retry-After": "inf"], nil),
            (["Retry-After": "soon"], nil),
            ([:], nil),
            // By the server's own clock.
            (
                [
                    "Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT",
                    "Date": "Wed, 21 Oct 2026 07:28:00 GMT",
                ], 30
            ),
            (
                [
                    "Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT",
                    "Date": "Wed, 21 Oct 2026 07:29:00 GMT",
                ], 0
            ),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], 0),  // by this machine's
        ] as [(KeyValuePairs<String, String>, Double?)]
    )
    func `a server's wish to wait is a number or a date`(
        headers: KeyValuePairs<String, String>,
        seconds: Double?
    ) {
        #expect(HTTPHead(status: 429, headers: HTTPHeaders(headers)).retryAfter == seconds)
    }
}
