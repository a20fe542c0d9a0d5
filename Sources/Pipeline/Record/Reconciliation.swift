import NarrateCheck
import NarrateDigest
import NarrateLedger
import NarrateModel

/// Brings ledger and disk together before a run: the row is the truth about money, the file about
/// sound.
struct Reconciliation {
    let ledger: Ledger
    let store: TakeStore
    let script: NarrationScript
    let session: EngineSession
    /// Further takes of an utterance that failed its checks.
    let retakes: Int
    let report: @Sendable (PipelineEvent) -> Void

    /// The takes there are, after rows without files were forgotten and files without rows adopted.
    func takes() async throws -> [Fingerprint: [TakeRecord]] {
        let files = try store.reconcile()
        var takes = try await ledger.takes()
        let changed =
            try await forget(takes, files: files) + adopt(files, takes: takes) + judge(takes)
        if changed > 0 {
            try await settleForBest(try await ledger.takes())
            takes = try await ledger.takes()
        }
        return takes
    }

    /// The takes that are left when some turned out to hold something else than they did.
    func takes(afterLosing damaged: [Take]) async throws -> [Fingerprint: [TakeRecord]] {
        try await ledger.forget(damaged)
        for take in damaged { store.discard(store.path(of: take)) }
        let are =
            damaged.count == 1
            ? "1 take is damaged, it is" : "\(damaged.count) takes are damaged, they are"
        report(.warning(message: "\(are) asked again"))
        return try await ledger.takes()
    }

    /// Forgets rows whose file is gone or has another size.
    private func forget(
        _ takes: [Fingerprint: [TakeRecord]],
        files: [TakeStore.StoredFile]
    ) async throws -> Int {
        let sizes = Dictionary(
            files.map { ($0.file, $0.bytes) },
            uniquingKeysWith: { first, _ in first }
        )
        let lost = takes.values.joined().map(\.take).filter { sizes[$0.file] != $0.bytes }
        guard !lost.isEmpty else { return 0 }
        try await ledger.forget(lost)
        for take in lost where sizes[take.file] != nil { store.discard(store.path(of: take)) }
        let are =
            lost.count == 1
            ? "1 take is gone or cut short, it is"
            : "\(lost.count) takes are gone or cut short, they are"
        report(.warning(message: "\(are) asked again"))
        return lost.count
    }

    /// Adopts files that became durable just before the process that wrote them ended.
    private func adopt(
        _ files: [TakeStore.StoredFile],
        takes: [Fingerprint: [TakeRecord]]
    ) async throws -> Int {
        let known = Set(takes.values.joined().map(\.take.file))
        let strays = files.filter { !known.contains($0.file) }
        guard !strays.isEmpty else { return 0 }
        let texts = textsByFingerprint()
        var adopted: [(take: Take, verdict: Verdict?)] = []
        // The last one was made because those before it were not good enough.
        for stray in strays.sorted(by: { $0.number > $1.number }) {
            // Without its text a take can't be judged; it is found again when the text returns.
            guard let text = texts[stray.fingerprint] else { continue }
            let path = "\(store.folder)/\(stray.file)"
            let digest = try FileDigest(of: path)
            let verdict = TakeChecker().verdict(ofTakeAt: path, text: text)
            guard verdict.duration > 0 else {
                store.discard(path)
                report(.warning(message: "'\(stray.file)' holds no audio, it is removed"))
                continue
            }
            let take = Take(
                fingerprint: stray.fingerprint,
                number: stray.number,
                file: stray.file,
                bytes: digest.bytes,
                sha256: digest.sha256
            )
            adopted.append((take, verdict))
        }
        guard !adopted.isEmpty else { return 0 }
        try await ledger.adopt(adopted)
        report(
            .warning(
                message: adopted.count == 1
                    ? "1 take found on disk was adopted"
                    : "\(adopted.count) takes found on disk were adopted"
            )
        )
        return adopted.count
    }

    /// Judges takes that were put on record without their text at hand.
    private func judge(_ takes: [Fingerprint: [TakeRecord]]) async throws -> Int {
        let unjudged = takes.values.joined().filter { $0.isAccepted == nil }
        guard !unjudged.isEmpty else { return 0 }
        let texts = textsByFingerprint()
        var judged: [(take: Take, verdict: Verdict)] = []
        for record in unjudged.sorted(by: { $0.take.number > $1.take.number }) {
            guard let text = texts[record.take.fingerprint] else { continue }
            let path = store.path(of: record.take)
            judged.append((record.take, TakeChecker().verdict(ofTakeAt: path, text: text)))
        }
        try await ledger.judge(judged)
        return judged.count
    }

    /// Takes the best of what was found where the run that made it had tried often enough.
    private func settleForBest(_ takes: [Fingerprint: [TakeRecord]]) async throws {
        let enough = session.isRepeatable ? 1 : retakes + 1
        for (fingerprint, records) in takes where records.count >= enough {
            guard !records.contains(where: { $0.isInUse || $0.isAccepted != false }) else {
                continue
            }
            let heard = records.filter { ($0.duration ?? 0) > 0 }
            guard let best = heard.min(by: { ($0.score ?? .infinity) < ($1.score ?? .infinity) })
            else { continue }
            try await ledger.settleForBest(of: fingerprint, number: best.take.number)
        }
    }

    private func textsByFingerprint() -> [Fingerprint: String] {
        var texts: [Fingerprint: String] = [:]
        for utterance in script.chapters.flatMap(\.utterances) {
            texts[session.request(for: utterance).fingerprint] = utterance.text
        }
        return texts
    }
}
