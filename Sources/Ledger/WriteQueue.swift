import GRDB
import Synchronization

/// Writes on their way to the disk, in as few transactions as their moments allow.
///
/// A write that comes alone is begun at once; those that come while another is being made durable
/// share the next transaction, and its two syncs.
final class WriteQueue: Sendable {
    /// A write, and who waits for it.
    private struct Order: Sendable {
        /// Does the work; what it returns tells of the result, once that is durable.
        let work: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let database: DatabaseQueue
    private let orders = Mutex<[Order]>([])

    init(_ database: DatabaseQueue) { self.database = database }

    /// Writes all or nothing; durable when it returns.
    ///
    /// `work` may be done a second time, after what it did was taken back.
    func write<Result: Sendable>(
        _ work: @Sendable @escaping (Database) throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            let order = Order(
                work: { database in
                    let result = try work(database)
                    return { continuation.resume(returning: result) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            orders.withLock { $0.append(order) }
            // Whoever comes first takes all that wait: the others find nothing left to do.
            database.asyncWriteWithoutTransaction { self.write(self.takeAll(), to: $0) }
        }
    }

    /// Writes that wait for another to become durable.
    var waitingCount: Int { orders.withLock { $0.count } }

    private func takeAll() -> [Order] {
        orders.withLock { orders in
            defer { orders = [] }
            return orders
        }
    }

    private func write(_ orders: [Order], to database: Database) {
        guard orders.count > 1 else {
            if let order = orders.first { write(order, to: database) }
            return
        }
        do {
            let answers = try Self.commit(orders, to: database)
            for answer in answers { answer() }
        } catch {
            // One of them can't be written: each by itself, the others can.
            for order in orders { write(order, to: database) }
        }
    }

    private func write(_ order: Order, to database: Database) {
        do {
            let answers = try Self.commit([order], to: database)
            for answer in answers { answer() }
        } catch {
            order.fail(error)
        }
    }

    /// Does the work of orders in one transaction.
    ///
    /// - Returns: what tells each of them that it is done.
    private static func commit(
        _ orders: [Order],
        to database: Database
    ) throws -> [@Sendable () -> Void] {
        // Statements that are compiled once: GRDB's own transactions spell them anew each time.
        try database.cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
        do {
            let answers = try orders.map { try $0.work(database) }
            try database.cachedStatement(sql: "COMMIT TRANSACTION").execute()
            return answers
        } catch {
            // SQLite may have taken everything back by itself.
            if database.isInsideTransaction { try database.rollback() }
            throw error
        }
    }
}
