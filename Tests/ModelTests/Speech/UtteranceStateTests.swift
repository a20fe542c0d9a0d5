import NarrateModel
import Testing

@Suite struct UtteranceStateTests {
    @Test(arguments: [
        ([UtteranceState.Event.send, .deliver, .accept], UtteranceState.accepted),
        ([.send, .lose, .send, .deliver, .accept], .accepted),
        ([.send, .deliver, .reject, .send, .deliver, .accept], .accepted),
        // The best of several failed takes is taken after all.
        ([.send, .deliver, .reject, .accept], .accepted),
        ([.send, .giveUp], .failed),
        ([.send, .giveUp, .send, .deliver], .received),
        // A take found on disk was never asked for by this run.
        ([.deliver, .accept], .accepted),
        ([.send, .deliver, .accept, .retake], .pending),
        // Somebody picks a take that had failed, or an earlier one.
        ([.send, .deliver, .reject, .choose], .accepted),
        ([.send, .deliver, .accept, .retake, .choose], .accepted),
        // The file of an accepted take is gone.
        ([.send, .deliver, .accept, .forget, .send], .requested),
        ([.retake, .send], .requested),
    ])
    func `follows the way of a take`(events: [UtteranceState.Event], expected: UtteranceState) {
        var state: UtteranceState? = .pending
        for event in events { state = state?.after(event) }
        #expect(state == expected)
    }

    @Test(arguments: [
        (UtteranceState.accepted, UtteranceState.Event.send),  // would pay twice
        (.received, .send), (.requested, .retake),  // it is being made
        (.requested, .choose), (.pending, .accept), (.pending, .reject),
        (.requested, .accept), (.accepted, .reject), (.failed, .accept),
    ])
    func `refuses what must not happen`(state: UtteranceState, event: UtteranceState.Event) {
        #expect(state.after(event) == nil)
    }
}
