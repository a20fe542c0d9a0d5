import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

extension LedgerDesk {
    /// Listens to a take, with what is known of its voice.
    ///
    /// `whole`: the utterance it is heard in.
    func examine(
        _ take: Take,
        of request: SpeechRequest,
        as whole: Fingerprint
    ) async throws -> TakeExamination {
        let expecting = expectation(of: request)
        var examination = await examine(
            "\(store.folder)/\(take.file)",
            expecting: expecting,
            work: request.characterCount
        )
        guard expecting.hearsWords || expecting.hearsCourse, examination.verdict.isAccepted
        else { return examination }
        if ears.transcriber != nil, expecting.hearsWords {
            try await hear(take, of: request, as: whole, into: &examination.verdict)
            // Whoever heard nothing has learned nothing.
            guard ears.transcriber != nil else { return examination }
        } else if !checker.hearsWords {
            return examination
        }
        let voice = ears.voices.voice(of: request)
        // Another take of an utterance shows what a doubt about the last was worth.
        if take.fingerprint == whole, let former = doubts[whole], !former.isEmpty {
            noteTrial(of: former, in: examination.verdict, of: voice, expecting.text)
        }
        believe(&examination, take, of: voice, expecting)
        return examination
    }

    private func noteTrial(
        of doubts: [Range<Int>],
        in verdict: Verdict,
        of voice: Fingerprint,
        _ text: String
    ) {
        let left = verdict.doubtfulPassages ?? []
        let cleared = doubts.filter { doubt in !left.contains { $0.overlaps(doubt) } }
        ears.memories[voice].words.note(isCleared: cleared.count == doubts.count)
        ears.memories[voice].hardWords.clear(cleared, in: text)
    }

    /// Leaves of what was said of the words what comes from somebody who understands the voice.
    private func believe(
        _ examination: inout TakeExamination,
        _ take: Take,
        of voice: Fingerprint,
        _ expecting: TakeExpectation
    ) {
        let detour = examination.detour
        if checker.hearsWords, expecting.hearsCourse {
            ears.memories[voice].course.note(isInDoubt: detour != nil)
        }
        if expecting.hearsWords, detour == nil {
            let doubts = examination.verdict.doubtfulPassages ?? []
            ears.memories[voice].habits.note(examination.fits)
            ears.memories[voice].hardWords.note(expecting.text, doubts: doubts)
            if ears.memories[voice].hardWords.explain(doubts, in: expecting.text) {
                examination.verdict.disbelieveWords()
            }
            ears.memories[voice].words.note(
                isInDoubt: examination.verdict.doubtfulPassages != nil
            )
        }
        let knowsCourse = ears.memories[voice].course.isBelieved
        let trust = ears.memories[voice].words
        let counts = trust.isBelieved || trust.isOnTrial
        if detour != nil || !counts {
            if detour == nil {
                unbelieved[take.file] = examination.verdict.findings.first(where: \.isDoubtOfWords)
            }
            examination.verdict.disbelieveWords(except: knowsCourse ? detour : nil)
        }
    }

    /// Has somebody listen to a take, and holds what he heard against its text.
    ///
    /// Who can't be reached, or paid, is not asked again: a run does not end for want of a listener.
    private func hear(
        _ take: Take,
        of request: SpeechRequest,
        as whole: Fingerprint,
        into verdict: inout Verdict
    ) async throws {
        guard let transcriber = ears.transcriber else { return }
        let price = transcriber.creditsPerHour * verdict.duration / 3600
        guard spending.keep(price) else {
            return stopListening("the limit leaves no room for what it costs")
        }
        await listening.take(for: request.characterCount)
        // While this one waited, nobody may have come to listen any more.
        var cost = ears.transcriber == nil ? 0 : price
        do {
            guard ears.transcriber != nil else { throw CancellationError() }
            let hearing = try await transcriber.hearing(
                ofAudioAt: store.path(of: take),
                saying: request.text,
                language: request.language ?? ears.language
            )
            cost = hearing.credits.map { Double($0.amount) } ?? price
            if let finding = hearing.finding(against: request.text, duration: verdict.duration) {
                verdict.findings.append(finding)
                verdict.score += 1 + min(5, finding.measured ?? 0) / 10
            }
        } catch {
            let failure = error as? EngineError
            if failure?.charge == .notPaid || error is CancellationError { cost = 0 }
            if !(error is CancellationError) { stopListening(failure?.message ?? "\(error)") }
        }
        await listening.giveBack()
        spending.heard(for: cost, kept: price)
        guard cost > 0 else { return }
        try await ledger.noteHearing(
            in: run,
            of: whole,
            seconds: verdict.duration,
            credits: cost
        )
    }

    private func stopListening(_ reason: String) {
        guard ears.transcriber != nil else { return }
        report(.warning(message: "nobody listens to words any more: \(reason)"))
        ears.transcriber = nil
    }

    /// Keeps what a take measured, so that it need not be decoded again when its chapter is complete.
    func remember(_ measures: TakeMeasures?, of take: Take) {
        guard !rules.isRepeatable, rules.retakes > 0 else { return }
        measured[take.file] = measures
    }

    /// Judges a take by what is known of its voice now, without listening to its words a second time.
    ///
    /// Only a take of an earlier run is decoded for it.
    func examineAgain(_ take: Take, of request: SpeechRequest) async -> Verdict {
        var expecting = expectation(of: request)
        expecting.hearsWords = false
        expecting.hearsCourse = false
        if let measures = measured.removeValue(forKey: take.file) {
            return checker.verdict(on: measures, expecting: expecting)
        }
        return await examine(
            "\(store.folder)/\(take.file)",
            expecting: expecting,
            work: request.characterCount
        ).verdict
    }

    private nonisolated func examine(
        _ path: String,
        expecting: TakeExpectation,
        work: Int
    ) async -> TakeExamination {
        await listening.take(for: work)
        let examination = checker.examination(ofTakeAt: path, expecting: expecting)
        await listening.giveBack()
        return examination
    }

    private func expectation(of request: SpeechRequest) -> TakeExpectation {
        let voice = ears.voices.voice(of: request)
        // What espeak-ng's voices are recorded at is their own affair.
        let shape = request.engine == "espeak" ? nil : OutputShape(request.outputFormat)
        let isHeard =
            request.engine != "espeak"
            && Self.isSame(request.language ?? ears.language, ears.language)
        let memory = ears.memories[voice]
        return TakeExpectation(
            text: request.text,
            // Takes that always come out the same are as they are: no other would be better.
            voice: rules.isRepeatable ? nil : ears.voices.profile(of: voice),
            format: shape?.format,
            bitRate: shape?.bitRate,
            hearsWords: isHeard && !memory.words.isGivenUp,
            hearsCourse: isHeard && !memory.course.isGivenUp,
            habits: memory.habits
        )
    }

    /// Whether two tags name one language, whatever the country.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let languages = [left, right].map { $0.lowercased().prefix { $0 != "-" && $0 != "_" } }
        return languages[0] == languages[1]
    }

    /// Learns a voice from a take that was accepted, and writes down what is new.
    func learn(_ figures: TakeFigures, from request: SpeechRequest) async throws {
        guard !rules.isRepeatable else { return }
        ears.voices.learn(figures, from: request)
        try await ledger.save(try ears.voices.news())
    }
}

extension Hearing {
    /// A doubt about the words of a take; `nil` when they are those of its text.
    fileprivate func finding(against text: String, duration: Double) -> Finding? {
        switch account {
        case .transcript(let heard): Transcript(heard).finding(against: text, duration: duration)
        case .alignment(let words): Alignment(words).finding(against: text)
        }
    }
}
