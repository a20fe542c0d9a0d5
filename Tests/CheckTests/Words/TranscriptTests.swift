import NarrateModel
import Testing

@testable import NarrateCheck

@Suite struct TranscriptTests {
    @Test(arguments: [
        ("The gate was open.", "the gate was open"),
        ("She paid 42 pounds in 1865.", "She paid forty-two pounds in eighteen sixty-five."),
        ("Forty-two men came.", "42 men came."),
        ("The colour of the theatre was grey.", "the color of the theater was gray"),
        ("They realised it too late.", "They realized it two late."),
        (
            "There was no one; everybody had gone to their rooms.",
            "Their was noone, every body had gone to there rooms"
        ),
        (
            "He met old Mr. Pumblechook and Cholmondeley.",
            "he met old mister pumble chuck and Chumley"
        ),
        ("The extraordinary gardener", "the extrordinary gardener"),
        ("", "anything"),
    ])
    func `takes what is written in another way for the same`(text: String, heard: String) {
        #expect(Transcript(heard).finding(against: text, duration: 2) == nil)
    }

    @Test(arguments: [
        ("The old gate was open.", "The gate was open.", "'old' is missing", 4..<7),
        ("The gate was open.", "The gate was wide open.", "'wide' is added", 9..<12),
        ("The gate was open.", "The boat was open.", "'boat' is said for 'gate'", 4..<8),
        ("The gate was open.", "", "'the gate was open' is missing", 0..<17),
        ("Two. The Pool of Tears.", "Two. The of Tears.", "'pool' is missing", 9..<13),
    ])
    func `says what differs, and where`(
        text: String,
        heard: String,
        message: String,
        passage: Range<Int>
    ) throws {
        let finding = try #require(Transcript(heard).finding(against: text, duration: 2))
        #expect(finding.message == message)
        #expect(finding.passages == [passage])
        #expect(finding.isDoubt)
    }

    @Test func `forgives a word in a long text`() {
        let text = Array(repeating: "the quick brown fox jumps over a dog", count: 8)
            .joined(separator: " ")
        let heard = text + " again"
        #expect(Transcript(heard).finding(against: text, duration: 20) == nil)
        #expect(Transcript(heard + " and").finding(against: text, duration: 20) != nil)
    }
}
