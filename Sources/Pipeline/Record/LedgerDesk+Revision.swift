import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

extension LedgerDesk {
    /// Holds the takes of a complete chapter against the voices as they are known now: one that was
    /// accepted early may fail, and is wanted again, as is one whose words somebody doubted who is believed by now.
    ///
    /// `except`: the take that was just judged. Does nothing before the chapter lacks nothing.
    /// - Returns: requests by the ids of their items.
    func revise(chapter: Int, except: Fingerprint) async throws -> [Int: SpeechRequest] {
        guard !rules.isRepeatable, rules.retakes > 0, !revised.contains(chapter) else { return [:] }
        guard lacksNothing(chapter) else { return [:] }
        revised.insert(chapter)
        ears.voices.relearn()
        try await ledger.save(try ears.voices.news())
        var requests: [Int: SpeechRequest] = [:]
        var seen: Set<Fingerprint> = [except]
        for item in items[chapters[chapter] ?? 0..<0] {
            let fingerprint = fingerprints[item.id]
            guard seen.insert(fingerprint).inserted, let record = inUse(fingerprint) else {
                continue
            }
            defer { (measured[record.take.file], unbelieved[record.take.file]) = (nil, nil) }
            let isSettled = ears.voices.profile(of: ears.voices.voice(of: item.request))?.isSettled
            let doubt = lateDoubt(about: record.take, of: item.request)
            guard record.isAccepted == true, isSettled == true || doubt != nil else { continue }
            let mayRetake =
                recorded[fingerprint, default: 0] <= rules.retakes && mayAfford(item.request)
            var verdict = await examineAgain(record.take, of: item.request)
            if verdict.isAccepted, mayRetake, let doubt {
                verdict.doubt(doubt)
                doubts[fingerprint] = doubt.passages ?? []
            }
            guard !verdict.isAccepted else { continue }
            try await ledger.revise(record.take, verdict: verdict, isRetaken: mayRetake)
            note(verdict, on: record.take, isRetaken: mayRetake)
            if mayRetake {
                reportRejected(item, verdict)
                requests[item.id] = item.request.again
            }
        }
        return requests
    }

    /// Whether every utterance of a chapter has its take.
    private func lacksNothing(_ chapter: Int) -> Bool {
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
