import Testing

@testable import NarrateIngest

@Suite struct ByteScanTests {
    private static let texts = [
        "", "a", "It was a bright cold day in April, and the clocks were striking.",
        "two  blanks", " leading", "trailing ", "tab\tand\nline", "a\u{7F}b",
        "“Curly” — dashes… ‘x’",
        "Ça été, œuvre. Привет, мир.", "漢字かな\u{3000}交じり文。", "soft\u{AD}hyphen", "ﬁn", "😀 a",
        "zero\u{200B}width", "12345678 12345678 12345678", "1234567 8 ", "a b c d e f g h i j",
    ]

    @Test(arguments: texts)
    func `a plain run is what the slow way would take as it stands`(text: String) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let run = ByteScan.plainRun(in: bytes, from: start)
                let piece = String(decoding: bytes[start..<run.end], as: UTF8.self)
                #expect(piece.unicodeScalars.count == run.scalars)
                #expect(piece.unicodeScalars.count { $0 == " " } == run.blanks)
                #expect(!piece.hasPrefix(" ") && !piece.hasSuffix(" ") && !piece.contains("  "))
                let plain = piece.unicodeScalars.allSatisfy {
                    $0 == " " || ScalarClass.of($0.value) == .visible
                }
                #expect(plain)
                start = max(run.end, start + 1)
                while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
    }

    @Test(arguments: texts)
    func `visible characters are counted one by one or by eight`(text: String) {
        let expected = text.unicodeScalars.reduce(0) { $0 + ScalarClass.weight($1.value) }
        #expect(ScalarClass.weight(of: text) == expected)
    }

    @Test(arguments: 0..<20)
    func `finds marks at any distance`(distance: Int) {
        let text = String(repeating: "x", count: distance) + "&<\u{1}é"
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            #expect(ByteScan.endOfText(in: bytes, from: 0) == distance)
            #expect(ByteScan.endOfText(in: bytes, from: distance + 1) == distance + 1)
            #expect(ByteScan.endOfASCII(in: bytes, from: 0) == distance + 3)
            #expect(ByteScan.hasControls(bytes))
            #expect(ByteScan.find("<\u{1}", in: bytes, from: 0) == distance + 1)
            #expect(ByteScan.find("<x", in: bytes, from: 0) == nil)
        }
    }

    @Test func `white space is no control`() {
        Array("a\tb\r\nc\u{C}".utf8).withUnsafeBufferPointer {
            #expect(!ByteScan.hasControls($0))
        }
    }
}
