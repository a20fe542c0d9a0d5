import NarrateModel
import Testing

@testable import NarrateSynthesize

@Suite struct SynthesizerTests {
    private func run(
        _ items: [RecordingItem],
        engine: MadeUpEngine,
        desk: MadeUpDesk = MadeUpDesk(),
        options: SynthesisOptions = SynthesisOptions(slots: 2),
        diary: Diary = Diary(),
        stop: StopRequest = StopRequest()
    ) async throws -> SynthesisSummary {
        let synthesizer = Synthesizer(
            engine: engine,
            desk: desk,
            options: options,
            timing: .instant(),
            observe: diary.note
        )
        return try await synthesizer.run(items, stop: stop)
    }

    private func error(
        _ code: EngineError.Code,
        charge: EngineError.Charge = .notPaid
    ) -> EngineError {
        EngineError(code: code, message: "no luck", charge: charge)
    }

    @Test(arguments: [EngineSession.Stitching.none, .text, .ids])
    func `records every utterance once`(stitching: EngineSession.Stitching) async throws {
        let engine = MadeUpEngine()
        let items = Books.book([5, 1, 40])
        let options = SynthesisOptions(slots: 3, stitching: stitching)
        let summary = try await run(items, engine: engine, options: options)
        #expect(summary.accepted == 46)
        #expect(summary.left == 0)
        #expect(Set(engine.calls.map(\.request.text)) == Set(items.map(\.request.text)))
        #expect(engine.calls.count == 46)
        #expect(engine.peak <= 3)
        guard case .finished = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
    }

    @Test func `records in reading order so that chapters finish early`() async throws {
        let engine = MadeUpEngine()
        let diary = Diary()
        _ = try await run(
            Books.book([20, 20, 20]),
            engine: engine,
            options: SynthesisOptions(slots: 1),
            diary: diary
        )
        let finished = diary.entries.filter { $0.hasPrefix("finished") }
        #expect(finished == ["finished 1", "finished 2", "finished 3"])
        let first = try #require(diary.entries.firstIndex(of: "finished 1"))
        #expect(diary.entries.firstIndex(of: "began 2.2").map { $0 > first } == true)
    }

    @Test func `tells of chapters that need nothing at once, and records nothing of them`()
        async throws
    {
        let engine = MadeUpEngine()
        let diary = Diary()
        let standing = [1, 2].map {
            Books.item($0, chapter: 1, utterance: $0, standing: StandingTake())
        }
        let open = Books.item(3, chapter: 2, utterance: 1)
        let summary = try await run(standing + [open], engine: engine, diary: diary)
        #expect(diary.entries.first == "finished 1")
        #expect(engine.calls.map(\.request.text) == ["2.1"])
        #expect(summary.accepted == 1)
    }

    @Test func `pays equal requests once`() async throws {
        let engine = MadeUpEngine()
        let desk = MadeUpDesk()
        let items = [1, 2, 3].map {
            Books.item($0, chapter: $0, utterance: 1, text: "All rights reserved.")
        }
        let diary = Diary()
        let summary = try await run(items, engine: engine, desk: desk, diary: diary)
        #expect(engine.calls.count == 1)
        #expect(summary.accepted == 3)
        #expect(desk.entries.suffix(2) == [.shared(1, with: 2), .shared(1, with: 3)])
        #expect(diary.entries.contains("finished 3"))
    }

    @Test func `tries again after a failure, and records every loss`() async throws {
        let engine = MadeUpEngine { call, number in
            if call.request.text == "1.2", number < 3 { throw self.error(.unavailable) }
            return Delivery(fileExtension: "wav")
        }
        let desk = MadeUpDesk()
        let summary = try await run(Books.book([3]), engine: engine, desk: desk)
        #expect(summary.accepted == 3)
        #expect(summary.failures == 2)
        #expect(desk.entries.count { $0 == .lost("1.2", .unavailable) } == 2)
    }

    @Test(arguments: [
        EngineError.Code.refused, .notFound, .quotaExceeded, .notInstalled, .storage, .bug,
    ])
    func `stops at errors that no retry helps against`(code: EngineError.Code) async throws {
        let engine = MadeUpEngine { call, _ in
            if call.request.text == "1.3" { throw self.error(code) }
            return Delivery(fileExtension: "wav")
        }
        let options = SynthesisOptions(slots: 1, stitching: .ids)
        let summary = try await run(Books.book([10]), engine: engine, options: options)
        #expect(engine.calls.count == 3)
        #expect(summary.accepted == 2)
        #expect(summary.left == 8)
        guard case .failed(let error) = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
        #expect(error.code == code)
    }

    @Test func `sets an utterance aside that can't be spoken and goes on`() async throws {
        let engine = MadeUpEngine { call, _ in
            if call.request.text == "1.2" { throw self.error(.unspeakable) }
            return Delivery(fileExtension: "wav")
        }
        let desk = MadeUpDesk()
        let diary = Diary()
        let summary = try await run(Books.book([3, 2]), engine: engine, desk: desk, diary: diary)
        #expect(summary.accepted == 4)
        #expect(summary.setAside.map(\.item.request.text) == ["1.2"])
        #expect(desk.entries.contains(.setAside(1)))
        #expect(diary.entries.contains("finished 2"))
        #expect(!diary.entries.contains("finished 1"))
    }

    @Test func `records again what the desk wants again`() async throws {
        let engine = MadeUpEngine()
        let desk = MadeUpDesk(judge: { attempt in
            guard attempt.item.request.text == "1.2", attempt.item.request.seed != 2 else {
                return .accepted
            }
            var request = attempt.item.request
            request.seed = (request.seed ?? 0) + 1
            return .retake(request)
        })
        let summary = try await run(Books.book([3]), engine: engine, desk: desk)
        #expect(
            engine.calls.filter { $0.request.text == "1.2" }.map(\.request.seed) == [nil, 1, 2]
        )
        #expect(summary.retakes == 2)
        #expect(summary.accepted == 3)
    }

    @Test func `records takes again that fail once their chapter is complete`() async throws {
        let engine = MadeUpEngine()
        let desk = MadeUpDesk(judge: { attempt in
            guard attempt.item.request.text == "1.3" else { return .accepted }
            var request = attempt.item.request
            request.text = "1.1"
            request.seed = 7
            return .acceptedRevising([0: request])
        })
        let diary = Diary()
        let options = SynthesisOptions(slots: 1, stitching: .none)
        let summary = try await run(
            Books.book([3, 2]),
            engine: engine,
            desk: desk,
            options: options,
            diary: diary
        )
        #expect(engine.calls.filter { $0.request.text == "1.1" }.map(\.request.seed) == [nil, 7])
        #expect(summary.retakes == 1)
        #expect(summary.accepted == 5)
        #expect(diary.entries.count { $0 == "finished 1" } == 1)
        let again = diary.entries.lastIndex(of: "accepted 1.1") ?? .max
        #expect(again < diary.entries.firstIndex(of: "finished 1") ?? 0)
    }

    @Test func `what is said in two chapters is recorded again for both`() async throws {
        let engine = MadeUpEngine()
        let desk = MadeUpDesk(judge: { attempt in
            guard attempt.item.request.text == "2.2" else { return .accepted }
            var request = attempt.item.request
            request.text = "1.1"
            request.seed = 7
            return .acceptedRevising([3: request])
        })
        var items = Books.book([3, 2])
        items[3].request = items[0].request
        let diary = Diary()
        let options = SynthesisOptions(slots: 1, stitching: .none)
        let summary = try await run(
            items,
            engine: engine,
            desk: desk,
            options: options,
            diary: diary
        )
        #expect(engine.calls.filter { $0.request.text == "1.1" }.map(\.request.seed) == [nil, 7])
        #expect(summary.left == 0)
        #expect(summary.accepted == 5)
        #expect(diary.entries.last == "finished 2" || diary.entries.last == "finished 1")
        #expect(diary.entries.count { $0 == "finished 1" } == 2, "it has another take")
        #expect(diary.entries.count { $0 == "finished 2" } == 1)
    }

    @Test func `what is wanted again while its judgement is on its way is recorded again`()
        async throws
    {
        let engine = MadeUpEngine()
        let desk = MadeUpDesk(
            hold: { attempt in
                guard attempt.item.request.text == "1.1", attempt.item.request.seed == nil else {
                    return
                }
                // Until the run has heard what the second take brought.
                for _ in 0..<5_000 { await Task.yield() }
            },
            judge: { attempt in
                guard attempt.item.request.text == "1.2" else { return .accepted }
                var request = attempt.item.request
                request.text = "1.1"
                request.seed = 7
                return .acceptedRevising([0: request])
            }
        )
        let diary = Diary()
        let summary = try await run(
            Books.book([2]),
            engine: engine,
            desk: desk,
            options: SynthesisOptions(slots: 2, stitching: .none),
            diary: diary
        )
        #expect(engine.calls.filter { $0.request.text == "1.1" }.map(\.request.seed) == [nil, 7])
        #expect(summary.accepted == 2)
        #expect(summary.left == 0)
        #expect(summary.retakes == 1)
        #expect(diary.entries.count { $0 == "finished 1" } == 1)
    }

    @Test func `an earlier take stands where another one can't be had`() async throws {
        let engine = MadeUpEngine { call, _ in
            if call.request.seed == 1 { throw self.error(.unspeakable) }
            return Delivery(fileExtension: "wav")
        }
        let desk = MadeUpDesk(
            standIn: { _ in .keptEarlier(StandingTake(requestID: "r")) },
            judge: { attempt in
                guard attempt.item.request.text == "1.2" else { return .accepted }
                var request = attempt.item.request
                request.seed = 1
                return .retake(request)
            }
        )
        let diary = Diary()
        let summary = try await run(Books.book([3]), engine: engine, desk: desk, diary: diary)
        #expect(summary.setAside.isEmpty)
        #expect(summary.accepted == 3)
        #expect(summary.left == 0)
        #expect(diary.entries.count { $0 == "finished 1" } == 1)
    }

    @Test func `lets what is in flight finish when it is asked to stop`() async throws {
        let stop = StopRequest()
        let engine = MadeUpEngine { call, _ in
            if call.request.text == "1.2" { stop() }
            // In flight until the run has seen the stop.
            for _ in 0..<1_000 { await Task.yield() }
            return Delivery(fileExtension: "wav")
        }
        let desk = MadeUpDesk()
        let summary = try await run(Books.book([500]), engine: engine, desk: desk, stop: stop)
        guard case .stopRequested = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
        #expect(summary.left > 400)
        #expect(summary.accepted == engine.calls.count)
        #expect(!desk.entries.contains { if case .abandoned = $0 { true } else { false } })
    }

    @Test func `ends at once when it is asked to stop while it waits to try again`() async throws {
        let stop = StopRequest()
        let engine = MadeUpEngine { _, _ in throw self.error(.unreachable) }
        let clock = ContinuousClock()
        let synthesizer = Synthesizer(
            engine: engine,
            desk: MadeUpDesk(),
            options: SynthesisOptions(slots: 1),
            // Waits in earnest, and long.
            timing: Timing(
                now: { .zero },
                sleep: { try await Task.sleep(for: $0 * 10_000) },
                random: { 0.9 }
            ),
            observe: { event in if case .waiting = event { stop() } }
        )
        let start = clock.now
        let summary = try await synthesizer.run(Books.book([3]), stop: stop)
        // Far less than the wait that was cut short, however busy the machine is.
        #expect(start.duration(to: clock.now) < .seconds(900))
        guard case .stopRequested = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
    }

    @Test(arguments: [0, 3])
    func `has nothing to do where everything stands`(utterances: Int) async throws {
        let items = (0..<utterances).map {
            Books.item($0, chapter: 1, utterance: $0 + 1, standing: StandingTake())
        }
        let summary = try await run(items, engine: MadeUpEngine())
        #expect(summary.requests == 0)
        guard case .finished = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
    }

    @Test func `raises its slots to the limit that answers name, where it may`() async throws {
        let engine = MadeUpEngine { call, _ in
            for _ in 0..<20 { await Task.yield() }
            return Delivery(fileExtension: "mp3", concurrencyLimit: 4)
        }
        let diary = Diary()
        var options = SynthesisOptions(slots: 1)
        options.mayGrow = true
        let summary = try await run(
            Books.book([60]),
            engine: engine,
            options: options,
            diary: diary
        )
        #expect(diary.entries.contains("paced 4"))
        #expect(engine.peak <= 4)
        #expect(summary.accepted == 60)
    }

    @Test func `abandons what is in flight when it is cancelled`() async throws {
        let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
        let engine = MadeUpEngine { _, _ in
            continuation.yield()
            try await Task.sleep(for: .seconds(3_600))
            return Delivery(fileExtension: "wav")
        }
        let desk = MadeUpDesk()
        let task = Task { try await run(Books.book([9]), engine: engine, desk: desk) }
        var iterator = begun.makeAsyncIterator()
        await iterator.next()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(desk.entries.contains(.abandoned("1.1")))
    }

    @Test func `throws the desk's own error after what is in flight is delivered`() async throws {
        struct DiskFull: Error {}
        let desk = MadeUpDesk(refuse: { if $0.utterance == 3 { throw DiskFull() } })
        await #expect(throws: DiskFull.self) {
            try await run(Books.book([9]), engine: MadeUpEngine(), desk: desk)
        }
        #expect(desk.entries.contains(.delivered("1.1")))
        #expect(desk.entries.contains(.delivered("1.2")))
    }

    @Test func `stops when the desk refuses to spend more`() async throws {
        let desk = MadeUpDesk(refuse: { item in
            if item.utterance == 3 {
                throw EngineError(code: .quotaExceeded, message: "--max-credits is reached")
            }
        })
        let options = SynthesisOptions(slots: 1, stitching: .ids)
        let engine = MadeUpEngine()
        let summary = try await run(Books.book([9]), engine: engine, desk: desk, options: options)
        #expect(summary.accepted == 2)
        #expect(engine.calls.count == 2)
        guard case .failed(let error) = summary.cause else {
            Issue.record("ended with \(summary.cause)")
            return
        }
        #expect(error.code == .quotaExceeded)
    }

    @Test func `looks for an answer that may exist before paying again`() async throws {
        let engine = MadeUpEngine(
            history: { request, since in
                request.text == "1.2" && since == 1_000
                    ? Delivery(fileExtension: "mp3", requestID: "old") : nil
            },
            answer: { call, number in
                if number == 1, call.request.text != "1.1" {
                    throw self.error(.unreachable, charge: .maybePaid)
                }
                return Delivery(fileExtension: "wav")
            }
        )
        let summary = try await run(Books.book([3]), engine: engine)
        #expect(summary.accepted == 3)
        #expect(summary.reclaimed == 1)
        #expect(summary.maybePaid == 1)  // the history does not know of 1.3
        #expect(engine.calls.count { $0.request.text == "1.2" } == 1)
        #expect(engine.calls.count { $0.request.text == "1.3" } == 2)
    }

    @Test func `counts no loss where the history knows of every charge`() async throws {
        let engine = MadeUpEngine { call, number in
            if number == 1 { throw self.error(.unreachable, charge: .maybePaid) }
            return Delivery(fileExtension: "wav")
        }
        var options = SynthesisOptions(slots: 1, maybePaidBudget: MaybePaidBudget())
        options.retries.failuresBeforeProbing = 1_000
        options.isHistoryComplete = true
        let summary = try await run(Books.book([100]), engine: engine, options: options)
        #expect(summary.accepted == 100)
        #expect(summary.failures == 100)
        #expect(summary.maybePaid == 0)
    }

    @Test func `looks for the answer to a request of an earlier run`() async throws {
        let engine = MadeUpEngine(
            history: { _, since in since == 77 ? Delivery(fileExtension: "mp3") : nil },
            answer: { _, _ in Delivery(fileExtension: "wav") }
        )
        var items = Books.book([2])
        items[1].lost = LostAttempt(since: 77)
        let summary = try await run(items, engine: engine)
        #expect(engine.calls.map(\.request.text) == ["1.1"])
        #expect(summary.reclaimed == 1)
        #expect(summary.accepted == 2)
    }
}
