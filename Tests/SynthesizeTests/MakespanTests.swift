import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct MakespanTests {
    /// A book as books are: chapters and utterances of uneven length, some scene breaks.
    private static func book(chapters: Int, utterances: Int, seed: UInt64) -> [RecordingItem] {
        var random = SplitMix(seed: seed)
        let shares = (0..<chapters).map { _ in 0.4 + 1.2 * random.unit() }
        let total = shares.reduce(0, +)
        var items: [RecordingItem] = []
        for (chapter, share) in shares.enumerated() {
            let length = max(2, Int(Double(utterances) * share / total))
            for utterance in 1...length {
                let characters = Int(60 + 740 * random.unit() * random.unit().squareRoot())
                let text = "\(chapter).\(utterance) "
                let isScene = random.unit() < 0.03
                let isSentence = random.unit() < 0.15
                items.append(
                    Books.item(
                        items.count,
                        chapter: chapter + 1,
                        utterance: utterance,
                        text: text + String(repeating: "x", count: characters),
                        role: utterance == 1 ? .heading : .paragraph,
                        boundary: isScene ? .scene : isSentence ? .sentence : .paragraph
                    )
                )
            }
        }
        return items
    }

    @Test(arguments: [1, 3, 12, 60], [2, 5, 10, 15])
    func `ends within a twentieth of the lower bound, with few seams`(
        chapters: Int,
        slots: Int
    ) {
        for (utterances, seed) in [(200, 1), (300, 2), (300, 3), (800, 4)] as [(Int, UInt64)] {
            let items = Self.book(chapters: chapters, utterances: utterances, seed: seed)
            let options = SynthesisOptions(slots: slots, stitching: .ids)
            var run = VirtualRun(items, options: options, seed: seed)
            run.run()
            #expect(run.makespan <= 1.05 * run.lowerBound, "\(utterances) utterances")
            let summary = run.schedule.account
            #expect(summary.accepted == items.count)
            #expect(summary.peakInFlight <= slots)
            #expect(run.mostJudged <= slots + 1)
            // A seam is where an utterance inside a chapter is sent without the tone before it.
            let seams = run.sendings.count { sending in
                items[sending.position].utterance > 1 && sending.context.previousRequestIDs.isEmpty
            }
            #expect(seams <= slots + chapters)
            #expect(seams <= summary.seams)
        }
    }

    @Test(arguments: [1, 3, 12, 60], [2, 5, 10, 15])
    func `keeps every slot busy when requests do not depend on each other`(
        chapters: Int,
        slots: Int
    ) {
        let items = Self.book(chapters: chapters, utterances: 800, seed: 7)
        var run = VirtualRun(items, options: SynthesisOptions(slots: slots, stitching: .text))
        run.run()
        #expect(run.makespan <= 1.02 * run.lowerBound)
        #expect(run.schedule.account.seams == 0)
    }

    @Test func `keeps its pace when the service takes longer for requests than for text`() {
        let items = Self.book(chapters: 3, utterances: 800, seed: 3)
        let options = SynthesisOptions(slots: 10, stitching: .ids)
        var run = VirtualRun(items, options: options)
        run.run(VirtualRun.Service(fixed: 4, perCharacter: 0.001, jitter: 0.5))
        #expect(run.makespan <= 1.05 * run.lowerBound)
    }

    @Test func `sends the next of a strand only when the one before is settled or nearly all is`() {
        let items = Self.book(chapters: 4, utterances: 400, seed: 5)
        var run = VirtualRun(items, options: SynthesisOptions(slots: 5, stitching: .ids))
        run.run()
        let gaps = run.sendings.count { sending in
            let ids = sending.context.previousRequestIDs
            return !ids.isEmpty && ids.last != "r\(sending.position - 1)"
        }
        #expect(gaps <= 20)
        for sending in run.sendings {
            let ids = sending.context.previousRequestIDs
            #expect(ids.count <= 3)
            #expect(
                ids
                    == ids.sorted {
                        $0.dropFirst().count == $1.dropFirst().count ? $0 < $1 : $0.count < $1.count
                    }
            )
        }
    }
}
