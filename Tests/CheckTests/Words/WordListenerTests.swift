import Foundation
import NarrateModel
import Testing

@testable import NarrateCheck

private let canListen =
    WordModel.english != nil && WordModel.isLibraryInstalled
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/flite")

/// Takes of flite: a voice that is not ours.
@Suite(.enabled(if: canListen)) struct WordListenerTests {
    private static let text = "The old gardener closed the wooden gate behind the visitors."

    @Test(arguments: [
        ("The old gardener closed the wooden gate behind the visitors.", 0..<0, ""),
        ("The old gardener closed the gate behind the visitors.", 28..<34, "'wooden' is missing"),
        (
            "The old gardener closed the wooden gate the wooden gate behind the visitors.", 0..<60,
            "added"
        ),
        ("The old gardener closed the wooden gate behind the elephants.", 51..<59, "visitors"),
        ("The old gardener closed a wooden plate behind the visitors.", 35..<39, "gate"),
        ("The old gardener closed the wooden table gate behind the visitors.", 28..<39, "added"),
    ])
    func `hears what was said in place of the text`(
        spoken: String,
        place: Range<Int>,
        message: String
    ) throws {
        let verdict = try verdict(spoken)
        #expect(verdict.isAccepted, "a doubt is no failure: \(verdict.findings)")
        #expect(verdict.isDoubtful == !message.isEmpty)
        guard let finding = verdict.findings.first(where: { $0.check == Finding.words }) else {
            return #expect(message.isEmpty)
        }
        #expect(finding.severity == .warning)
        #expect(finding.message.contains(message))
        #expect(finding.passages?.contains { $0.overlaps(place) } == true)
    }

    @Test func `takes weak forms and accents for what they are`() throws {
        let text = "The poor gardener told him that they're late, and it isn't her gate."
        let expecting = TakeExpectation(text: text, hearsWords: true, hearsCourse: true)
        let fits = try examination(text, expecting).fits
        // In nats: from the dictionary's way to say it, it is off by more than sixty.
        let poor = try #require(fits.first { $0.word == "poor" })
        #expect(poor.excess < 40)
    }

    @Test func `knows the sounds of its model`() throws {
        let phones = try #require(WordModel.english).phones()
        #expect(phones.count == 39)
        #expect(phones.contains("AA") && phones.contains("B"))
    }

    @Test func `takes names it has never heard of as they come`() throws {
        let text = "Mr. Pumblechook met Wopsle near the Jaggersgate on Tuesday."
        #expect(try verdict(text, text: text).isDoubtful == false)
    }

    @Test func `hears a word that is missing in a long text`() throws {
        let rest =
            " He had met every one of them before."
            + String(repeating: " Nobody knew it.", count: 20)
        let spoken = "The old gardener closed the gate behind the visitors." + rest
        let expecting = TakeExpectation(text: Self.text + rest, hearsWords: true, hearsCourse: true)
        let verdict = try examination(spoken, expecting).verdict
        #expect(verdict.doubtfulPassages?.contains { $0.overlaps(28..<34) } == true, "\(verdict)")
    }

    @Test func `knows how words fit that were said right`() throws {
        let expecting = TakeExpectation(text: Self.text, hearsWords: true)
        let fits = try examination(Self.text, expecting).fits
        #expect(fits.map(\.word).joined(separator: " ") + "." == Self.text.lowercased())
        #expect(fits.allSatisfy { $0.excess < 20 }, "\(fits)")
    }

    @Test(arguments: [
        ("The gardener did not close a wooden gate behind the visitors.", false),
        ("The gardener did close the wooden gate behind the visitors.", true),
        ("The gardener did it close the wooden gate behind the visitors.", true),
        ("The gardener did not close the wooden gate some behind the visitors.", true),
    ])
    func `takes no short word for another, but for those that turn the sense`(
        spoken: String,
        isDoubtful: Bool
    ) throws {
        let text = "The gardener did not close the wooden gate behind the visitors."
        #expect(try verdict(spoken, text: text).isDoubtful == isDoubtful)
    }

    @Test func `takes what is no word as it comes`() throws {
        let text = "“Sh! sh!” said the old gardener, and she closed the gate. “Ugh!”"
        #expect(
            try verdict("And and, said the old gardener, and she closed the gate. Or.", text: text)
                .isDoubtful == false
        )
    }

    @Test(arguments: [
        ("The old gardener closed the wooden gate behind the visitors.", 0..<0),
        ("closed the wooden gate behind the visitors.", 0..<16),
        ("The old gardener closed the wooden closed the wooden gate behind the visitors.", 8..<34),
        // A single word is not what this is about.
        ("The old gardener closed the wooden gate behind the elephants.", 0..<0),
    ])
    func `hears that the beginning is missing or a phrase comes twice`(
        spoken: String,
        place: Range<Int>
    ) throws {
        let examination = try examination(
            spoken,
            TakeExpectation(text: Self.text, hearsCourse: true)
        )
        #expect((examination.detour != nil) == !place.isEmpty)
        #expect(examination.verdict.isDoubtful == !place.isEmpty)
        guard let detour = examination.detour else { return }
        #expect(detour.passages?.contains { $0.overlaps(place) } == true, "\(detour)")
        // It stands although single words of the voice are not understood.
        var verdict = examination.verdict
        verdict.disbelieveWords(except: detour)
        #expect(verdict.isDoubtful)
        verdict.disbelieveWords()
        #expect(!verdict.isDoubtful)
    }

    @Test func `listens only where it is asked to`() throws {
        let verdict = try verdict("Nothing of the kind was ever written there.", hearsWords: false)
        #expect(!verdict.isDoubtful)
    }

    private func verdict(
        _ spoken: String,
        text: String = Self.text,
        hearsWords: Bool = true
    ) throws -> Verdict {
        try examination(spoken, TakeExpectation(text: text, hearsWords: hearsWords)).verdict
    }

    private func examination(
        _ spoken: String,
        _ expecting: TakeExpectation
    ) throws -> TakeExamination {
        let model = try #require(WordModel.english)
        let listener = try #require(WordListener(model))
        let checker = TakeChecker(listener: listener)
        let path = URL.temporaryDirectory.appending(path: "\(UUID()).wav").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let flite = try Process.run(
            URL(filePath: "/usr/bin/flite"),
            arguments: ["-voice", "slt", "-t", spoken, "-o", path]
        )
        flite.waitUntilExit()
        return checker.examination(ofTakeAt: path, expecting: expecting)
    }
}
