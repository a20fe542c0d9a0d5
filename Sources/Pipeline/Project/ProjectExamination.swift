import FoundationEssentials
import NarrateLedger
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Whether everything a project holds is what it was when it was kept, and how to heal it.
package struct ProjectExamination: Sendable {
    /// Something that was looked at.
    package struct Finding: Sendable, Equatable {
        /// A word for scripts: `ledger`, `takes`, `strays`, `leftovers`.
        package var check: String
        package var isWell: Bool
        package var message: String
        /// What was done about it, where something was.
        package var repair: String?
        /// Files it is about, below the project folder.
        package var files: [String] = []
    }

    package var findings: [Finding] = []

    /// Whether something is wrong that was not healed.
    package var isAlarming: Bool { findings.contains { !$0.isWell && $0.repair == nil } }

    /// Examines a project, and heals it when asked to.
    ///
    /// - Throws: `ProjectError` with code `locked` while a run works on it, `LedgerError`.
    package init(of path: String, repairing: Bool) async throws {
        let folder = ProjectFolder(path: path)
        let isThere = FileManager.default.fileExists(atPath: folder.takes)
        guard isThere || ProjectFolder.isProject(path) else { throw LedgerError.noProject(path) }
        let lock = try ProjectLock(folder)
        defer { withExtendedLifetime(lock) {} }
        guard let ledger = try await ledger(of: folder, repairing: repairing) else { return }
        let store = TakeStore(folder: folder.takes)
        try await examineTakes(ledger, store: store, repairing: repairing)
        try await examineStrays(ledger, store: store, repairing: repairing)
        try ledger.close()
    }

    // MARK: The ledger

    private mutating func ledger(of folder: ProjectFolder, repairing: Bool) async throws -> Ledger?
    {
        guard ProjectFolder.isProject(folder.path) else {
            findings.append(
                Finding(
                    check: "ledger",
                    isWell: false,
                    message: "there is none",
                    repair: repairing ? "made anew from the takes" : nil
                )
            )
            return repairing ? try Ledger(path: folder.ledger) : nil
        }
        do {
            let ledger = try Ledger.existing(at: folder.ledger)
            let complaints = try await ledger.complaints()
            guard !complaints.isEmpty else {
                try await ledger.endKilledRuns()
                findings.append(
                    Finding(check: "ledger", isWell: true, message: "no page is damaged")
                )
                return ledger
            }
            try ledger.close()
            return try rebuilt(folder, complaint: complaints[0], repairing: repairing)
        } catch let error as LedgerError where error.code == .damaged {
            return try rebuilt(folder, complaint: error.what, repairing: repairing)
        }
    }

    private mutating func rebuilt(
        _ folder: ProjectFolder,
        complaint: String,
        repairing: Bool
    ) throws -> Ledger? {
        var finding = Finding(check: "ledger", isWell: false, message: "damaged: \(complaint)")
        finding.files = ["ledger.sqlite"]
        defer { findings.append(finding) }
        guard repairing else { return nil }
        let fresh = "\(folder.path)/ledger.rebuilt"
        for ending in ["", "-wal", "-shm"] { unlink(fresh + ending) }
        let saved = try LedgerSalvage.save(folder.ledger, to: fresh)
        let aside = folder.freeNameAside()
        for ending in ["-wal", "-shm", ""] {
            let old = folder.ledger + ending
            guard rename(old, "\(folder.path)/\(aside)\(ending)") == 0 || errno == ENOENT else {
                throw ProjectError.storage("can't set '\(old)' aside", errno: errno)
            }
        }
        guard rename(fresh, folder.ledger) == 0 else {
            throw ProjectError.storage("can't rename '\(fresh)'", errno: errno)
        }
        try TakeStore.syncFolder(folder.path)
        finding.repair = "\(saved) rows saved, the damaged one is '\(aside)'"
        return try Ledger(path: folder.ledger)
    }

    // MARK: Takes

    private mutating func examineTakes(
        _ ledger: Ledger,
        store: TakeStore,
        repairing: Bool
    ) async throws {
        let takes = try await ledger.takes().values.joined().map(\.take).sorted {
            $0.file < $1.file
        }
        let bad = try await BlockingWork.run { takes.filter { !store.isIntact($0) } }
        guard !bad.isEmpty else {
            findings.append(
                Finding(
                    check: "takes",
                    isWell: true,
                    message: "\(takes.count) takes are as recorded"
                )
            )
            return
        }
        let gone = bad.filter { !FileManager.default.fileExists(atPath: store.path(of: $0)) }.count
        if repairing {
            try await ledger.forget(bad)
            for take in bad { store.discard(store.path(of: take)) }
        }
        findings.append(
            Finding(
                check: "takes",
                isWell: false,
                message: "of \(takes.count) takes \(gone) are gone and \(bad.count - gone) damaged",
                repair: repairing ? "taken off; the next run asks for them again" : nil,
                files: bad.map { "takes/\($0.file)" }
            )
        )
    }

    private mutating func examineStrays(
        _ ledger: Ledger,
        store: TakeStore,
        repairing: Bool
    ) async throws {
        let known = Set(try await ledger.takes().values.joined().map(\.take.file))
        let strays = try store.files().filter { !known.contains($0.file) }
        let whole = strays.filter(\.isWhole)
        let half = strays.filter { !$0.isWhole }
        if repairing {
            let found = try whole.map { file in
                let digest = try FileDigest(of: "\(store.folder)/\(file.file)")
                return Take(
                    fingerprint: file.fingerprint,
                    number: file.number,
                    file: file.file,
                    bytes: digest.bytes,
                    sha256: digest.sha256
                )
            }
            try await ledger.adopt(found.map { ($0, nil) })
            for file in half { store.discard("\(store.folder)/\(file.file)") }
        }
        if !whole.isEmpty {
            findings.append(
                Finding(
                    check: "strays",
                    isWell: false,
                    message: "\(whole.count) takes are not in the ledger",
                    repair: repairing ? "put on record; the next run judges them" : nil,
                    files: whole.map { "takes/\($0.file)" }
                )
            )
        }
        guard !half.isEmpty else { return }
        findings.append(
            Finding(
                check: "leftovers",
                isWell: false,
                message: "\(half.count) files were never finished",
                repair: repairing ? "removed" : nil,
                files: half.map { "takes/\($0.file)" }
            )
        )
    }
}
