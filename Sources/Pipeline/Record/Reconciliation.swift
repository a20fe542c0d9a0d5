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
    let report: @Sendable (PipelineEvent) -> Void

    /// The takes there are, after rows without files were forgotten and files without rows adopted.
    func takes() async throws -> [Fingerprint: [TakeRecord]] {
        let files = try store.reconcile()
        var takes = try await ledger.takes()
        let changed = try await forget(takes, files: files) + adopt(files, takes: takes)
        if changed > 0 { takes = try await ledger.takes() }
        return takes
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
        report(
            .warning(message: "\(lost.count) takes are gone or cut short, they are recorded again")
        )
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
        let checker = TakeChecker()
        var adopted = 0
        for stray in strays {
            // Without its text a take can't be judged; it is found again when the text returns.
            guard let text = texts[stray.fingerprint] else { continue }
            let path = "\(store.folder)/\(stray.file)"
            let digest = try FileDigest(of: path)
            let verdict = checker.verdict(ofTakeAt: path, text: text)
            let take = Take(
                fingerprint: stray.fingerprint,
                number: stray.number,
                file: stray.file,
                bytes: digest.bytes,
                sha256: digest.sha256
            )
            try await ledger.finishAttempt(nil, take: take, verdict: verdict)
            adopted += 1
        }
        if adopted > 0 { report(.warning(message: "\(adopted) takes found on disk were adopted")) }
        return adopted
    }

    private func textsByFingerprint() -> [Fingerprint: String] {
        var texts: [Fingerprint: String] = [:]
        for utterance in script.chapters.flatMap(\.utterances) {
            texts[session.request(for: utterance).fingerprint] = utterance.text
        }
        return texts
    }
}
