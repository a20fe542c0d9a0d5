import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct StitchingTests {
    private func schedule(
        _ items: [RecordingItem],
        stitching: EngineSession.Stitching = .ids,
        slots: Int = 1
    ) -> Schedule {
        Schedule(items: items, options: SynthesisOptions(slots: slots, stitching: stitching))
    }

    private func standing(_ id: String, minutes: Int = 1) -> StandingTake {
        StandingTake(requestID: id, age: .seconds(60 * minutes))
    }

    private func chapter(_ takes: [StandingTake?]) -> [RecordingItem] {
        takes.enumerated().map { number, take in
            Books.item(number, chapter: 1, utterance: number + 1, standing: take)
        }
    }

    @Test func `tells the texts beside it, and only of its own chapter`() {
        let schedule = schedule(Books.book([2, 2]), stitching: .text)
        #expect(schedule.context(of: 0, now: .zero) == StitchingContext(nextText: "1.2"))
        #expect(schedule.context(of: 1, now: .zero) == StitchingContext(previousText: "1.1"))
        #expect(schedule.context(of: 2, now: .zero) == StitchingContext(nextText: "2.2"))
    }

    @Test func `tells nothing to a model that takes nothing`() {
        #expect(schedule(Books.book([3]), stitching: .none).context(of: 1, now: .zero) == .none)
    }

    @Test func `tells at most three ids, in the order of the text, without a gap`() {
        let items = chapter(
            ["a", "b", "c", "d", nil, "f", "g", "h", "i"].map { $0.map { standing($0) } }
        )
        let context = schedule(items).context(of: 4, now: .zero)
        #expect(context.previousRequestIDs == ["b", "c", "d"])
        #expect(context.nextRequestIDs == ["f", "g", "h"])
    }

    @Test func `tells nothing across a change of voice`() {
        var items = chapter([standing("a"), standing("b"), nil, standing("d"), standing("e")])
        items[1].request.voice = "another"
        items[3].request.voice = "another"
        let schedule = schedule(items)
        #expect(schedule.context(of: 2, now: .zero) == .none)
        items[1].request.voice = items[2].request.voice
        let context = self.schedule(items).context(of: 2, now: .zero)
        #expect(context.previousRequestIDs == ["a", "b"])
        #expect(context.previousText == items[1].request.text)
        #expect(context.nextText == nil)
    }

    @Test func `tells no id from beyond a gap`() {
        let items = chapter([standing("a"), nil, standing("c"), nil, standing("e")])
        let context = schedule(items).context(of: 3, now: .zero)
        #expect(context.previousRequestIDs == ["c"])
        #expect(context.nextRequestIDs == ["e"])
    }

    @Test(arguments: [
        (["a", nil, nil, nil, nil], ["a"]),  // three without an id lie between
        (["a", nil, nil, nil, nil, nil], []),  // four: the tone is another one by now
        ([nil, "b", "c", nil, nil], ["b", "c"]),
    ])
    func `passes over a few neighbours without an id`(takes: [String?], ids: [String]) {
        let items = chapter(takes.map { $0.map { standing($0) } })
        let context = schedule(items).context(of: items.count - 1, now: .zero)
        #expect(context.previousRequestIDs == ids)
    }

    @Test func `tells no following ids while an utterance to come may want its own`() {
        let takes = ["a", nil, "c", "d", nil].map { $0.map { standing($0) } }
        #expect(schedule(chapter(takes)).context(of: 1, now: .zero).nextRequestIDs.isEmpty)
        let done = schedule(chapter(Array(takes.dropLast())))
        #expect(done.context(of: 1, now: .zero).nextRequestIDs == ["c", "d"])
    }

    @Test(arguments: [
        (StandingTake(requestID: "a", age: .seconds(7_000)), 100, ["a"]),
        (StandingTake(requestID: "a", age: .seconds(7_000)), 300, []),  // grew old during the run
        (StandingTake(requestID: "a", age: .seconds(7_300)), 0, []),
        (StandingTake(requestID: "a"), 0, []),  // nobody knows how old
        (StandingTake(age: .zero), 0, []),  // no id at all
    ])
    func `tells only ids younger than two hours`(take: StandingTake, now: Int, ids: [String]) {
        let context = schedule(chapter([take, nil])).context(of: 1, now: .seconds(now))
        #expect(context.previousRequestIDs == ids)
        #expect(context.previousText == "1.1")
    }

    @Test func `tells no id of another voice or model`() {
        var items = chapter([standing("a"), nil, standing("c")])
        items[0].request.voice = "other"
        items[2].request.model = "other"
        let context = schedule(items).context(of: 1, now: .zero)
        #expect(context.previousRequestIDs.isEmpty)
        #expect(context.nextRequestIDs.isEmpty)
    }

    @Test func `tells followers of a retaken utterance the id of the take that stands`() throws {
        var schedule = schedule(Books.book([2]))
        _ = schedule.next(now: .zero)
        var request = schedule.items[0].request
        request.seed = 2
        schedule.retaken(0, request: request, now: .zero)
        guard case .send(let again) = schedule.next(now: .zero) else {
            Issue.record("the retake is not sent")
            return
        }
        #expect(again.position == 0)
        _ = schedule.accepted(0, take: StandingTake(requestID: "second", age: .zero), now: .zero)
        guard case .send(let follower) = schedule.next(now: .zero) else {
            Issue.record("the follower is not sent")
            return
        }
        #expect(follower.context.previousRequestIDs == ["second"])
    }

    @Test func `begins a strand with text alone, and goes on with ids`() {
        var run = VirtualRun(
            Books.book([40]),
            options: SynthesisOptions(slots: 2, stitching: .ids)
        )
        run.run()
        let bare = run.sendings.filter { $0.context.previousRequestIDs.isEmpty }
        #expect(bare.count == 2)
        #expect(bare.map(\.position) == [0, 20])
        #expect(bare.last?.context.previousText == "1.20")
    }
}
