import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// An utterance that no take got right and that is recorded in halves.
struct SplitRecording: Sendable {
    /// What was asked for the whole.
    var whole: SpeechRequest
    var fingerprint: Fingerprint
    var halves: TextHalves
    /// The take of the first half, once it is there.
    var first: Take?
    /// Number of the last take of the whole.
    var lastNumber: Int
    /// What was said of that.
    var reasons: [String]
}

extension LedgerDesk {
    /// Begins with the halves of an utterance whose takes all failed; `nil` when it can't be taken
    /// apart, or was.
    func split(_ item: RecordingItem, _ fingerprint: Fingerprint) -> SpeechRequest? {
        guard rules.retakes > 0, wasSplit.insert(fingerprint).inserted,
            let halves = TextHalves(item.request.text)
        else { return nil }
        splits[item.id] = SplitRecording(
            whole: item.request,
            fingerprint: fingerprint,
            halves: halves,
            lastNumber: takes[fingerprint]?.last?.take.number ?? 0,
            reasons: ["its takes failed, and so did its halves"]
        )
        return half(halves.first, of: item.request)
    }

    private func half(_ text: String, of request: SpeechRequest) -> SpeechRequest {
        var half = request
        half.text = text
        return half
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
            return try await settle(
                split.fingerprint,
                of: item,
                number: split.lastNumber,
                reasons: split.reasons
            )
        }
        guard let first = split.first else {
            splits[item.id]?.first = take
            return .retake(half(split.halves.second, of: split.whole))
        }
        splits[item.id] = nil
        let joined = try await join(first, take, of: split)
        let judgement = try await examine(joined, of: split.whole, as: split.fingerprint).verdict
        try await ledger.insert(joined, verdict: judgement)
        takes[split.fingerprint, default: []].append(TakeRecord(joined, verdict: judgement))
        return try await settle(
            split.fingerprint,
            of: item,
            number: joined.number,
            reasons: split.reasons
        )
    }

    /// Makes one take of two, which is kept as the next take of the whole.
    private func join(_ first: Take, _ second: Take, of split: SplitRecording) async throws -> Take
    {
        let number = nextNumber(of: split.fingerprint)
        let (file, digest) = try await BlockingWork.run { [store] in
            let wave = try TakeJoint.wave(
                store.path(of: first),
                store.path(of: second),
                pause: split.halves.pause
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
