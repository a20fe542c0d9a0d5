import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

extension LedgerDesk {
    /// Listens to a take, with what is known of its voice.
    func examine(_ take: Take, of request: SpeechRequest) async -> TakeExamination {
        let expecting = expectation(of: request)
        var examination = await examine(
            "\(store.folder)/\(take.file)",
            expecting: expecting,
            work: request.characterCount
        )
        guard expecting.hearsWords, examination.verdict.isAccepted else { return examination }
        if ears.transcriber != nil {
            await read(take, of: request, into: &examination.verdict)
        } else if !checker.hearsWords {
            return examination
        }
        let voice = LearnedVoices.voice(of: request)
        ears.trust[voice, default: WordTrust()].note(isInDoubt: examination.verdict.isDoubtful)
        if ears.trust[voice]?.isBelieved != true { examination.verdict.disbelieveWords() }
        return examination
    }

    /// Has what is said in a take written down and held against its text.
    ///
    /// Who can't be reached is not asked again: a run does not end for want of a listener.
    private func read(_ take: Take, of request: SpeechRequest, into verdict: inout Verdict) async {
        guard let transcriber = ears.transcriber else { return }
        await listening.take(for: request.characterCount)
        do {
            let text = try await transcriber.transcript(
                ofAudioAt: store.path(of: take),
                language: request.language ?? ears.language
            )
            let finding = Transcript(text).finding(
                against: request.text,
                duration: verdict.duration
            )
            if let finding {
                verdict.findings.append(finding)
                verdict.score += 1 + min(5, finding.measured ?? 0) / 10
            }
        } catch {
            let reason = (error as? EngineError)?.message ?? "\(error)"
            if ears.transcriber != nil, !(error is CancellationError) {
                report(.warning(message: "nobody listens to words any more: \(reason)"))
                ears.transcriber = nil
            }
        }
        await listening.giveBack()
    }

    /// Measures a take again, without listening to its words a second time.
    func examineAgain(_ take: Take, of request: SpeechRequest) async -> Verdict {
        var expecting = expectation(of: request)
        expecting.hearsWords = false
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
        // What espeak-ng's voices are recorded at is their own affair.
        let shape = request.engine == "espeak" ? nil : OutputShape(request.outputFormat)
        return TakeExpectation(
            text: request.text,
            // Takes that always come out the same are as they are: no other would be better.
            voice: rules.isRepeatable ? nil : ears.voices.profile(of: request),
            format: shape?.format,
            bitRate: shape?.bitRate,
            hearsWords: request.engine != "espeak"
                && ears.trust[LearnedVoices.voice(of: request)]?.isGivenUp != true
                && Self.isSame(request.language ?? ears.language, ears.language)
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
