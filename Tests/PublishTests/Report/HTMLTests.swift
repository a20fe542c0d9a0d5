import Testing

@testable import NarratePublish

@Suite struct HTMLTests {
    @Test func `escapes everything that could be markup`() {
        #expect(
            HTML.escaped("<a href='x'>\"&\u{0}\u{B}") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;"
        )
    }

    @Test(arguments: [
        ("01 - A.mp3", "01%20-%20A.mp3"), ("Ü#?%.mp3", "%C3%9C%23%3F%25.mp3"),
        ("a-b_c~d", "a-b_c~d"),
    ])
    func `spells file names as addresses`(name: String, expected: String) {
        #expect(HTML.address(of: name) == expected)
    }

    @Test(arguments: [
        ([0..<3], "<mark>one</mark> &lt;two&gt; three"),
        ([4..<9, 10..<99], "one <mark>&lt;two&gt;</mark> <mark>three</mark>"),
        ([0..<5, 2..<7], "<mark>one &lt;</mark><mark>tw</mark>o&gt; three"),  // they overlap
        ([50..<60], "one &lt;two&gt; three"),
    ])
    func `marks stretches`(marks: [Range<Int>], expected: String) {
        #expect(HTML.marked("one <two> three", marks) == expected)
    }
}

@Suite struct FigureTests {
    @Test(arguments: [
        (-20.04, 1, "−20.0"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (3.999, 2, "4.00"),
        (12.5, 0, "13"), (-Double.infinity, 1, "–"), (.nan, 1, "–"),
    ])
    func `writes numbers`(value: Double, decimals: Int, expected: String) {
        #expect(Figure.decimal(value, decimals) == expected)
    }

    @Test(arguments: [(0, "0:00"), (59.6, "1:00"), (187, "3:07"), (3723, "1:02:03")])
    func `writes clocks`(seconds: Double, expected: String) {
        #expect(Figure.clock(seconds) == expected)
    }

    @Test(arguments: [(8, "8 s"), (90, "90 s"), (720, "12 min"), (36_120, "10 h 02 min")])
    func `writes lengths`(seconds: Double, expected: String) {
        #expect(Figure.length(seconds) == expected)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1\u{202F}000"), (1_234_567, "1\u{202F}234\u{202F}567"),
    ])
    func `writes counts`(value: Int, expected: String) {
        #expect(Figure.count(value) == expected)
    }
}
