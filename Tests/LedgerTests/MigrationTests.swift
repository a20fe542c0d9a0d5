import Foundation
import GRDB
import NarrateModel
import Testing

@testable import NarrateLedger

@Suite struct MigrationTests {
    /// Ledgers as each released format left them; a new format adds one, none is ever changed.
    private static let versions = [1, 2, 3, 4]

    @Test(arguments: versions)
    func `takes over what an earlier narrate wrote`(version: Int) async throws {
        try await withFormer(version) { path in
            let ledger = try Ledger(path: path)
            let takes = try await ledger.takes().values.joined()
            #expect(takes.count == 6)
            #expect(takes.count(where: \.isInUse) == 5)
            let status = try await ledger.status()
            #expect(status.chapters.map(\.accepted) == [3, 2])
            #expect(status.runs.count == 3)
            // What was in flight when a run was killed is known to have been.
            try await ledger.endKilledRuns()
            #expect(try await ledger.unsettledAttempts().count == 1)
            #expect(try await ledger.complaints().isEmpty)
            try ledger.close()
            #expect(try Self.schema(of: path) == Self.schema(of: Self.fresh(beside: path)))
        }
    }

    @Test(arguments: versions)
    func `reads an earlier format for a status`(version: Int) async throws {
        try await withFormer(version) { path in
            let ledger = try Ledger.reading(path)
            #expect(try await ledger.status().chapters.count == 2)
            try ledger.close()
        }
    }

    @Test func `several processes may bring one up to date at once`() async throws {
        for _ in 0..<10 {
            try await withFormer(1) { path in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try Ledger(path: path).close() }
                    }
                    try await group.waitForAll()
                }
                let ledger = try Ledger.reading(path)
                #expect(try await ledger.takes().count == 5)
                try ledger.close()
            }
        }
    }

    @Test func `has a ledger of every earlier format`() {
        #expect(Self.versions == Array(1..<Schema.version))
    }

    private static func fresh(beside path: String) throws -> String {
        let path = path + ".fresh"
        try Ledger(path: path).close()
        return path
    }

    /// Tables and columns, as they are whatever way they came to be.
    private static func schema(of path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            return try tables.flatMap { table in
                try database.columns(in: table).map { "\(table).\($0.name) \($0.type)" }
            }
        }
    }

    private func withFormer(_ version: Int, _ body: (String) async throws -> Void) async throws {
        try await withFolder { folder in
            let fixture = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../fixtures/ledger/version-\(version).sqlite")
            let path = "\(folder)/ledger.sqlite"
            try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
            try await body(path)
        }
    }
}
