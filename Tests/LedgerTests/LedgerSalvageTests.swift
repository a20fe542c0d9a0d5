import Foundation
import NarrateModel
import Testing

@testable import NarrateLedger

@Suite struct LedgerSalvageTests {
    @Test func `saves every row of a ledger that is whole`() async throws {
        try await withFolder { folder in
            try await fill("\(folder)/ledger.sqlite")
            let saved = try LedgerSalvage.save("\(folder)/ledger.sqlite", to: "\(folder)/fresh")
            #expect(saved > 200)
            let fresh = try Ledger(path: "\(folder)/fresh")
            #expect(try await fresh.takes().count == 16)
            #expect(try await fresh.status().accounts.credits.billed == 1600)
            try fresh.close()
        }
    }

    @Test func `saves what can be read around a page that can't`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/ledger.sqlite"
            try await fill(path)
            let whole = try Data(contentsOf: URL(filePath: path))
            for page in 1..<(whole.count / 4096) {
                var wreck = whole
                wreck.replaceSubrange(
                    page * 4096..<(page + 1) * 4096,
                    with: Data(repeating: 0xA5, count: 4096)
                )
                try wreck.write(to: URL(filePath: path))
                let fresh = "\(folder)/fresh-\(page)"
                _ = try LedgerSalvage.save(path, to: fresh)
                let ledger = try Ledger(path: fresh)
                #expect(try await ledger.complaints().isEmpty)
                _ = try await ledger.status()
                _ = try await ledger.takes()
                try ledger.close()
            }
        }
    }

    @Test func `makes an empty ledger of what never was one`() async throws {
        try await withFolder { folder in
            try Data(repeating: 0x5A, count: 9000).write(to: URL(filePath: "\(folder)/wreck"))
            let saved = try LedgerSalvage.save("\(folder)/wreck", to: "\(folder)/fresh")
            #expect(saved == 0)
            let ledger = try Ledger(path: "\(folder)/fresh")
            #expect(try await ledger.status().hasRun == false)
            try ledger.close()
        }
    }

    /// Enough takes for several pages.
    private func fill(_ path: String) async throws {
        let ledger = try Ledger(path: path)
        let run = try await ledger.beginRun(host: "h", process: 1, version: "1")
        for number in 1...10 {
            for digit in 0..<16 {
                let fingerprint = try print(String(UnicodeScalar(UInt8(48 + digit))))
                try await record(
                    take(fingerprint, number, credits: 10),
                    run: run,
                    in: ledger
                )
                try await ledger.retake([fingerprint])
            }
        }
        try ledger.close()
    }
}
