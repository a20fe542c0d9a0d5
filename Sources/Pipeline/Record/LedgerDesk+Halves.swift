import FoundationEssentials
import NarrateCheck
import NarrateDigest
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// An utterance that no take got right and that is recorded in halves.
struct SplitRecording: Sendable {
    /// What was asked for the whole.
    var whole: SpeechRequest
    var fingerprint: Fingerprint
    /// What is asked for its halves.
    var halves: [SpeechRequest]
    /// Silence between them, in seconds.
    var pause: Double
    /// The takes of the halves that are there.
    var takes: [Take] = []
    /// Number of the last take of the whole.
    var lastNumber: Int
    /// What was said of that.
    var reasons: [String]
}

extension LedgerDesk {
    /// Begins with the halves of an utterance whose takes all failed; `nil` when it can't be taken
    /// apart, or was, or its halves can't be paid.
    func split(_ item: RecordingItem, _ fingerprint: Fingerprint) async throws -> Judgement? {
        guard rules.retakes > 0, rules.mayJoin, wasSplit.insert(fingerprint).inserted,
            let halves = TextHalves(item.request.text)
        else { return nil }
        let split = SplitRecording(
            whole: item.request,
            fingerprint: fingerprint,
            halves: [halves.first, halves.second].map { half($0, of: item.request) },
            pause: halves.pause,
            lastNumber: takes[fingerprint]?.last?.take.number ?? 0,
            reasons: ["its takes failed, and so did its halves"]
        )
        let missing = split.halves.filter { standing($0, of: split) == nil }
        guard missing.allSatisfy({ !isRecordedElsewhere($0) }) else { return nil }
        let hasRoom = missing.allSatisfy {
            spending.earmark($0.fingerprint, characters: $0.characterCount)
        }
        guard hasRoom else {
            unaffordable.insert(fingerprint)
            release(split)
            return nil
        }
        return try await goOn(with: split, of: item)
    }

    private func half(_ text: String, of request: SpeechRequest) -> SpeechRequest {
        var half = request
        half.text = text
        return half
    }

    /// Whether a half is being recorded for another utterance, or is one.
    private func isRecordedElsewhere(_ half: SpeechRequest) -> Bool {
        homes[half.fingerprint] != nil || splits.values.contains { $0.halves.contains(half) }
    }

    /// The take of a half that was recorded before, in another try; none where somebody wants another take of what
    /// was made of it.
    private func standing(_ half: SpeechRequest, of split: SplitRecording) -> Take? {
        guard !isDismissed(split.fingerprint) else { return nil }
        let record = takes[half.fingerprint]?.last { $0.isInUse && $0.isAccepted == true }
        guard let take = record?.take,
            FileManager.default.fileExists(atPath: store.path(of: take))
        else { return nil }
        return take
    }

    func release(_ split: SplitRecording) {
        for half in split.halves { spending.release(half.fingerprint) }
    }

    /// Goes on with the second half, or joins both.
    func deliver(
        _ take: Take,
        _ verdict: Verdict,
        half split: SplitRecording,
        of item: RecordingItem
    ) async throws -> Judgement {
        guard verdict.isAccepted else {
            splits[item.id] = nil
            release(split)
            return try await settle(
                split.fingerprint,
                of: item,
                number: split.lastNumber,
                reasons: split.reasons
            )
        }
        var split = split
        split.takes.append(take)
        return try await goOn(with: split, of: item)
    }

    /// Asks for the next half that is not there, or joins them.
    private func goOn(
        with split: SplitRecording,
        of item: RecordingItem
    ) async throws -> Judgement {
        var split = split
        while split.takes.count < split.halves.count {
            let next = split.halves[split.takes.count]
            let isTwin = split.takes.count == 1 && next == split.halves[0]
            guard let take = isTwin ? split.takes[0] : standing(next, of: split) else {
                splits[item.id] = split
                return .retake(next)
            }
            split.takes.append(take)
        }
        // Where both were there, what was delivered is the last take of the whole.
        let wasDelivered = splits.removeValue(forKey: item.id) != nil
        release(split)
        let joined = try await join(split)
        let judgement = try await examine(joined, of: split.whole, as: split.fingerprint).verdict
        // Accepted with its recording: a run that dies in between leaves neither.
        var unsettled = judgement
        unsettled.isAccepted = false
        try await ledger.insert(joined, verdict: unsettled)
        takes[split.fingerprint, default: []].append(TakeRecord(joined, verdict: judgement))
        return try await settle(
            split.fingerprint,
            of: item,
            number: wasDelivered ? joined.number : split.lastNumber,
            reasons: split.reasons
        )
    }

    /// Makes one take of two, which is kept as the next take of the whole.
    private func join(_ split: SplitRecording) async throws -> Take {
        let number = nextNumber(of: split.fingerprint)
        let (file, digest) = try await BlockingWork.run { [store] in
            let wave = try TakeJoint.wave(
                store.path(of: split.takes[0]),
                store.path(of: split.takes[1]),
                pause: split.pause
            )
            let path = try store.reserve(split.fingerprint, number: number)
            do {
                try wave.write(to: URL(filePath: path))
            } catch {
                store.discard(path)
                throw ProjectError(code: .storage, message: "can't write '\(path)': \(error)")
            }
            return try store.keep(
                path,
                as: split.fingerprint,
                number: number,
                fileExtension: "wav"
            )
        }
        return Take(
            fingerprint: split.fingerprint,
            number: number,
            file: file,
            bytes: digest.bytes,
            sha256: digest.sha256
        )
    }
}
