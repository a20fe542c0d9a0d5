import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

extension LedgerDesk {
    /// What was done about a chapter whose takes were accepted before its voices were known.
    enum Revision {
        /// It waits until they are.
        case waiting
        /// Its takes were held against them; some doubts wait until it is known whether who listens understands them.
        case judged
        /// None of its takes will be wanted again.
        case settled
    }

    /// Holds the takes of a complete chapter against the voices as they are known now: one that was
    /// accepted early may fail, and is wanted again, as is one whose words somebody doubted who is believed by now.
    ///
    /// A chapter whose voices are not known well yet waits for the next one that is complete; after the last, what is
    /// known has to do. Does nothing before the chapter lacks nothing. `except`: the take that was just judged.
    /// - Returns: requests by the ids of their items.
    func revise(chapter: Int, except: Fingerprint) async throws -> [Int: SpeechRequest] {
        // What is said in several chapters may complete some of them at once.
        let chapters = (homes[except] ?? []).union([chapter])
        guard rules.revisesChapters, chapters.contains(where: lacksNothing) else { return [:] }
        await revising.take(for: 0)
        do {
            let requests = try await revise(chapters, except: except)
            await revising.giveBack()
            return requests
        } catch {
            await revising.giveBack()
            throw error
        }
    }

    private func revise(
        _ changed: Set<Int>,
        except: Fingerprint
    ) async throws -> [Int: SpeechRequest] {
        let complete = changed.filter(lacksNothing)
        guard !complete.isEmpty else { return [:] }
        let new = complete.filter { revisions[$0] == nil }
        if !new.isEmpty {
            for chapter in new { revisions[chapter] = .waiting }
            ears.voices.relearn()
            try await ledger.save(try ears.voices.news())
            try await ledger.save(try ears.memories.news())
        }
        let isLast = chapters.keys.allSatisfy(lacksNothing)
        var requests: [Int: SpeechRequest] = [:]
        for chapter in revisions.keys.sorted() where mayRevise(chapter) && lacksNothing(chapter) {
            let items = items[chapters[chapter] ?? 0..<0]
            guard isLast || items.allSatisfy({ knowsVoice(of: $0, well: true) }) else { continue }
            var wanted: [Int: SpeechRequest] = [:]
            if revisions[chapter] == .waiting {
                wanted = try await judge(items, except: except)
                revisions[chapter] = .judged
            }
            let isDecided = try await recallDoubts(about: items, except: except, into: &wanted)
            if isDecided || isLast && wanted.isEmpty { revisions[chapter] = .settled }
            requests.merge(wanted) { first, _ in first }
        }
        return requests
    }

    /// Whether takes of a chapter that lacks none may be wanted again.
    func mayRevise(_ chapter: Int) -> Bool {
        switch revisions[chapter] {
        case .waiting, .judged: true
        case .settled, nil: false
        }
    }

    private func knowsVoice(of item: RecordingItem, well: Bool = false) -> Bool {
        let profile = ears.voices.profile(of: ears.voices.voice(of: item.request))
        return profile.map { !well || $0.isSettled } ?? false
    }

    /// Holds takes against the voices; requests of those that fail now.
    private func judge(
        _ items: ArraySlice<RecordingItem>,
        except: Fingerprint
    ) async throws -> [Int: SpeechRequest] {
        var requests: [Int: SpeechRequest] = [:]
        for (item, record) in accepted(items, except: except) where knowsVoice(of: item) {
            let verdict = await examineAgain(record.take, of: item.request)
            guard !verdict.isAccepted else { continue }
            requests[item.id] = try await reject(record.take, of: item, verdict)
        }
        for item in items {
            guard let file = inUse(fingerprints[item.id])?.take.file else { continue }
            measured[file] = nil
        }
        return requests
    }

    /// Asks for takes again that somebody doubted who is believed by now, and for one of those that show whether he
    /// is to be.
    ///
    /// - Returns: whether nothing is left that may be asked for later.
    private func recallDoubts(
        about items: ArraySlice<RecordingItem>,
        except: Fingerprint,
        into requests: inout [Int: SpeechRequest]
    ) async throws -> Bool {
        var tried: Set<Fingerprint> = []
        var isDecided = true
        for (item, record) in accepted(items, except: except) where requests[item.id] == nil {
            let voice = ears.voices.voice(of: item.request)
            guard let doubt = unbelieved[record.take.file] else { continue }
            let memory = ears.memories[voice]
            let trust = memory.words
            if trust.isYoung || trust.isOnTrial && !tried.insert(voice).inserted {
                isDecided = false
                continue
            }
            unbelieved[record.take.file] = nil
            guard trust.isBelieved || trust.isOnTrial,
                !memory.hardWords.explain(doubt.passages ?? [], in: item.request.text),
                mayRetake(item)
            else { continue }
            var verdict = await examineAgain(record.take, of: item.request)
            if verdict.isAccepted {
                verdict.doubt(doubt)
                doubts[fingerprints[item.id]] = doubt.passages ?? []
            }
            requests[item.id] = try await reject(record.take, of: item, verdict)
        }
        return isDecided
    }

    /// The accepted takes of some items, each once, but for those that are pinned, those that chapters were made
    /// with before, and those that are said in a chapter of which nothing is wanted again.
    private func accepted(
        _ items: ArraySlice<RecordingItem>,
        except: Fingerprint
    ) -> [(RecordingItem, TakeRecord)] {
        var seen: Set<Fingerprint> = [except]
        return items.compactMap { item in
            let fingerprint = fingerprints[item.id]
            guard seen.insert(fingerprint).inserted, !pinned.contains(fingerprint),
                homes[fingerprint, default: []].allSatisfy({
                    mayRevise($0) || !lacksNothing($0)
                }),
                let record = inUse(fingerprint), record.isAccepted == true,
                !wasJudged(record, in: item.chapter)
            else { return nil }
            return (item, record)
        }
    }

    /// Whether a chapter was made with a take already.
    private func wasJudged(_ record: TakeRecord, in chapter: Int) -> Bool {
        guard recorded[record.take.fingerprint] == nil, let madeAt = mastered[chapter],
            let recordedAt = record.recordedAt
        else { return false }
        return recordedAt <= madeAt
    }

    private func mayRetake(_ item: RecordingItem) -> Bool {
        let fingerprint = fingerprints[item.id]
        return recorded[fingerprint, default: 0] <= rules.retakes
            && mayAfford(item.request, as: fingerprint)
    }

    /// Takes an acceptance back.
    ///
    /// - Returns: the request for another take; `nil` where there may be none.
    private func reject(
        _ take: Take,
        of item: RecordingItem,
        _ verdict: Verdict
    ) async throws -> SpeechRequest? {
        let mayRetake = mayRetake(item)
        try await ledger.revise(take, verdict: verdict, isRetaken: mayRetake)
        note(verdict, on: take, isRetaken: mayRetake)
        guard mayRetake else { return nil }
        reportRejected(item, verdict)
        return item.request.again
    }

    /// Whether every utterance of a chapter has its take.
    func lacksNothing(_ chapter: Int) -> Bool {
        guard let places = chapters[chapter] else { return true }
        func lacks(_ place: Int) -> Bool { inUse(fingerprints[items[place].id]) == nil }
        // Takes come in the order of the text: what is lacking next is mostly close by.
        let last = lacking[chapter] ?? places.lowerBound
        let next = places[last...].first(where: lacks) ?? places[..<last].first(where: lacks)
        lacking[chapter] = next
        return next == nil
    }

    private func inUse(_ fingerprint: Fingerprint) -> TakeRecord? {
        takes[fingerprint]?.last(where: \.isInUse)
    }

    private func note(_ verdict: Verdict, on take: Take, isRetaken: Bool) {
        guard let index = takes[take.fingerprint]?.firstIndex(where: { $0.take == take }) else {
            return
        }
        takes[take.fingerprint]?[index].isAccepted = false
        takes[take.fingerprint]?[index].score = verdict.score
        takes[take.fingerprint]?[index].isInUse = !isRetaken
    }
}
