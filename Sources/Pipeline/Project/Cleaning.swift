import FoundationEssentials
import NarrateLedger
import NarrateModel

/// What could be removed from a project without losing anything that is heard.
package struct Cleaning: Sendable {
    /// Why something may go.
    package enum Reason: String, Sendable, CaseIterable {
        /// A take of a text that is not in the script any more.
        case orphaned
        /// A take in whose place another one is heard.
        case superseded
        /// What can be made again, or what a killed run or a repair left behind.
        case leftover
    }

    /// A file that may go.
    package struct Item: Sendable, Equatable {
        package var reason: Reason
        /// Below the project folder.
        package var file: String
        package var bytes: Int
        var take: Take?
    }

    package var items: [Item]

    /// Bytes of what may go for some reason.
    package func bytes(_ reason: Reason) -> Int {
        items.lazy.filter { $0.reason == reason }.reduce(0) { $0 + $1.bytes }
    }
}

extension HeldProject {
    /// What could be removed; nothing is touched.
    package func cleaning() async throws -> Cleaning {
        let store = TakeStore(folder: folder.takes)
        let takes = try await ledger.takes()
        let used = Set(try await ledger.script().utterances.map(\.fingerprint))
        let locked = Set(try await ledger.locks().map(\.utterance.fingerprint))
        var items: [Cleaning.Item] = []
        for (fingerprint, records) in takes where !locked.contains(fingerprint) {
            let isOrphaned = !used.contains(fingerprint)
            // Where no take is in use yet, an earlier one may turn out to be the best.
            guard isOrphaned || records.contains(where: \.isInUse) else { continue }
            for record in records where isOrphaned || !record.isInUse {
                items.append(
                    Cleaning.Item(
                        reason: isOrphaned ? .orphaned : .superseded,
                        file: "takes/\(record.take.file)",
                        bytes: record.take.bytes,
                        take: record.take
                    )
                )
            }
        }
        let onRecord = Set(takes.values.joined().map(\.take.file))
        for file in try store.files() where !onRecord.contains(file.file) {
            let isOrphaned = file.isWhole && !used.contains(file.fingerprint)
            guard isOrphaned || !file.isWhole else { continue }
            items.append(
                Cleaning.Item(
                    reason: isOrphaned ? .orphaned : .leftover,
                    file: "takes/\(file.file)",
                    bytes: file.bytes
                )
            )
        }
        items += folder.leftovers()
        return Cleaning(items: items.sorted { $0.file < $1.file })
    }

    /// Removes what was found: first its rows, then its files.
    package func clean(_ cleaning: Cleaning) async throws {
        try await ledger.remove(cleaning.items.compactMap(\.take))
        let store = TakeStore(folder: folder.takes)
        for item in cleaning.items {
            let path = "\(folder.path)/\(item.file)"
            if let take = item.take {
                store.discard(store.wordsPath(of: take.fingerprint, number: take.number))
            }
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch let error as CocoaError where error.code == .fileNoSuchFile {
                continue
            } catch {
                throw ProjectError(code: .storage, message: "can't remove '\(path)': \(error)")
            }
        }
    }
}

extension ProjectFolder {
    /// Bare audio of chapters, which is made again when it is wanted, and ledgers that a repair set
    /// aside.
    fileprivate func leftovers() -> [Cleaning.Item] {
        // A folder that can't be listed has nothing to be removed.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0 == "masters" || $0.hasPrefix(ProjectFolder.setAside) }.map {
            name in
            Cleaning.Item(reason: .leftover, file: name, bytes: Self.bytes("\(path)/\(name)"))
        }
    }

    /// Size of a file, or of all in a folder.
    private static func bytes(_ path: String) -> Int {
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard inside.isEmpty else { return inside.reduce(0) { $0 + bytes("\(path)/\($1)") } }
        return FileSize.bytes(at: path)
    }
}
