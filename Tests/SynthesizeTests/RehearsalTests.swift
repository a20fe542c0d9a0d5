import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct RehearsalTests {
    private let service = Rehearsal.Service(fixed: 1, perCharacter: 0.01)

    private func items(_ count: Int, standing: Bool = false) -> [RecordingItem] {
        (0..<count).map { number in
            var item = Books.item(
                number,
                chapter: 1,
                utterance: number + 1,
                text: "\(number) " + String(repeating: "x", count: 100)
            )
            if standing { item.standing = StandingTake(requestID: "r", age: .zero) }
            return item
        }
    }

    private func rehearsal(_ items: [RecordingItem], slots: Int) -> Rehearsal {
        Rehearsal(
            items,
            options: SynthesisOptions(slots: slots, stitching: .ids),
            service: service
        )
    }

    @Test func `takes as long as the service does, shared among the slots`() {
        let items = items(40)
        let seconds = items.reduce(0.0) { $0 + 1 + 0.01 * Double($1.request.characterCount) }
        let alone = rehearsal(items, slots: 1)
        #expect(alone.requests == 40)
        #expect(alone.seconds >= seconds)
        #expect(alone.seconds <= 1.05 * seconds)
        let shared = rehearsal(items, slots: 4)
        #expect(shared.requests == 40)
        #expect(shared.seconds >= seconds / 4)
        #expect(shared.seconds <= 1.2 * seconds / 4)
    }

    @Test func `asks for nothing that stands`() {
        #expect(rehearsal(items(5, standing: true), slots: 2).requests == 0)
        #expect(rehearsal([], slots: 2).seconds == 0)
    }
}
