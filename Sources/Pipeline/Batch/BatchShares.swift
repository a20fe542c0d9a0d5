import FoundationEssentials
import NarrateModel
import NarrateSynthesize
import Synchronization

/// The slots of each account, found out with the first book that speaks through it.
final class AccountSlots: Sendable {
    private let concurrency: Int?
    private let order: SlotPool.Order
    private let pools = Mutex<[String: SlotPool]>([:])

    init(concurrency: Int?, order: SlotPool.Order) {
        self.concurrency = concurrency
        self.order = order
    }

    func pool(for session: EngineSession, engine: String) -> SlotPool {
        // Models that an account may ask side by side more often have slots of their own.
        let account = concurrency == nil ? "\(engine) \(session.concurrency)" : engine
        let most = session.knowsItsLimit ? session.concurrency : .max
        return pools.withLock { pools in
            if let pool = pools[account] { return pool }
            let pool = SlotPool(
                limit: min(concurrency ?? session.concurrency, most),
                mayGrow: concurrency == nil,
                order: order
            )
            pools[account] = pool
            return pool
        }
    }
}

/// Which book each release is of: two of one title in one place would overwrite each other.
package final class ReleaseFolders: Sendable {
    private let owners = Mutex<[String: ProjectConfiguration]>([:])

    /// Creates it without any.
    package init() {}

    /// Takes a folder for a book.
    ///
    /// - Throws: `SourceError` when it is another's.
    package func claim(_ folder: String, for book: ProjectConfiguration) throws {
        let folder = URL(filePath: folder).standardizedFileURL.path
        let owner = owners.withLock { owners in
            let owner = owners[folder] ?? book
            owners[folder] = owner
            return owner
        }
        guard owner.folder != book.folder else { return }
        throw SourceError(
            code: .invalid,
            message: "the release folder of '\(book.source)', '\(folder)', is that of "
                + "'\(owner.source)'",
            source: book.source,
            hint: "give one of them another title or output"
        )
    }
}
