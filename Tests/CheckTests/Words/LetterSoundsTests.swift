import Testing

@testable import NarrateCheck

@Suite struct LetterSoundsTests {
    @Test(arguments: [
        ("bingley", "B IH NG L IY"),
        ("dainties", "D EY N T IY Z"),
        ("wickham", "W IH K HH AE M"),
        ("defarge", "D EH F AA R JH"),
        ("knatchbull", "N AE CH B AH L"),
        ("boxes", "B AA K S IH Z"),
        ("hatted", "HH AE T IH D"),
        ("shone", "SH OW N"),
        ("xyz", "K S IH Z"),
        ("ß", ""),
    ])
    func `guesses how a name sounds`(word: String, phones: String) {
        #expect(LetterSounds.phones(of: word) == phones)
    }

    @Test(arguments: [("bingley", 9), ("ffrwd", 15), ("", 0)])
    func `leaves room for another reading`(word: String, most: Int) {
        #expect(LetterSounds.most(of: word) == most)
    }
}
