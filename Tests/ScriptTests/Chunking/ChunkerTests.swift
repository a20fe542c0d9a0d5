import Testing

@testable import NarrateScript

@Suite struct ChunkerTests {
    private func pieces(_ string: String, limit: Int) -> [String] {
        let text = UTF8Text(string)
        let splitter = SentenceSplitter(language: "en")
        return Chunker(limit: limit).pieces(of: text, sentences: { splitter.starts(in: text) })
            .map { text[$0.range] }
    }

    @Test(arguments: [
        // sentence before clause
        (
            "One is here; two too. Three is there now.", 30,
            ["One is here; two too.", "Three is there now."]
        ),
        // clause before comma
        (
            "One, two; three and four, five and six", 30,
            ["One, two;", "three and four, five and six"]
        ),
        // comma before space
        ("One two three, four five six seven", 25, ["One two three,", "four five six seven"]),
        // space when there is nothing else, halves alike
        ("aaaa bbbb cccc dddd eeee ffff", 20, ["aaaa bbbb cccc", "dddd eeee ffff"]),
        // no cut after an abbreviation
        ("I went with Mr. Smith up there", 20, ["I went with", "Mr. Smith up there"]),
        // not inside a quotation when a place outside is as good, whatever its marks
        (
            "»Eins zwei drei vier«, sagte er leise, »fünf sechs, sieben acht«", 45,
            ["»Eins zwei drei vier«, sagte er leise,", "»fünf sechs, sieben acht«"]
        ),
        ("short", 800, ["short"]),
        ("  * * *  ", 800, []),
    ])
    func `cuts at the strongest place that fits`(text: String, limit: Int, expected: [String]) {
        #expect(pieces(text, limit: limit) == expected)
    }

    @Test func `halves are balanced and no orphan is left`() {
        let sentence = String(repeating: "word ", count: 159) + "end. Tiny."
        let lengths = pieces(sentence, limit: 800).map(\.unicodeScalars.count)
        #expect(lengths.count == 2)
        #expect(lengths.allSatisfy { $0 >= 40 && $0 <= 800 })
    }

    @Test(arguments: [
        ("x", 20_000),  // no space anywhere
        ("a👩‍👩‍👧‍👦", 2_000),
        ("\u{301}", 5_000),  // one cluster above the limit
        ("漢字", 3_000),
        ("a ", 5_000),
        ("“Well. ", 2_000),  // quotations that never end
    ])
    func `every piece is legal whatever the text`(unit: String, count: Int) {
        let text = String(repeating: unit, count: count)
        let lengths = pieces("a" + text, limit: 800).map(\.unicodeScalars.count)
        let kept = pieces("a" + text, limit: 800).joined().unicodeScalars.filter { $0 != " " }.count
        let isLegal = lengths.allSatisfy { $0 <= 800 }
        #expect(isLegal)
        #expect(kept == text.unicodeScalars.filter { $0 != " " }.count + 1)
    }

    @Test func `five megabytes without a space come out legal`() {
        let text = String(repeating: "0123456789abcdefé漢", count: 250_000)
        #expect(text.utf8.count > 5_000_000)
        let lengths = pieces(text, limit: 800).map(\.unicodeScalars.count)
        let isLegal = lengths.allSatisfy { $0 <= 800 && $0 >= 400 }
        #expect(isLegal)
        #expect(lengths.reduce(0, +) == text.unicodeScalars.count)
    }

    @Test func `grapheme clusters stay whole`() {
        let family = "👩‍👩‍👧‍👦"
        let result = pieces(String(repeating: "a" + family, count: 500), limit: 100)
        #expect(result.allSatisfy { $0.unicodeScalars.first != "\u{200D}" })
        #expect(result.joined().count == 1000)
    }

    @Test func `a tag is not cut`() {
        let tag = "<phoneme alphabet=\"ipa\" ph=\"a b c\">word here</phoneme>"
        let string = "One two three four five six seven \(tag) eight nine ten eleven twelve"
        let text = UTF8Text(string)
        let start = string.utf8.count - " eight nine ten eleven twelve".utf8.count - tag.utf8.count
        let atom = start..<start + tag.utf8.count
        let result = Chunker(limit: 70).pieces(of: text, atoms: [atom]).map { text[$0.range] }
        #expect(result.contains { $0.contains(tag) })
        #expect(result.allSatisfy { $0.unicodeScalars.count <= 70 })
    }
}
