import Foundation
import NarrateModel
import Testing

@testable import NarrateLedger

/// The fingerprint of a text of one character.
func print(_ text: String) throws -> Fingerprint {
    let digit = try #require(text.unicodeScalars.first).value % 16
    let hex = String(digit, radix: 16)
    return try #require(Fingerprint(hex: String(repeating: hex, count: 64)))
}

/// A take of no matter what.
func take(_ fingerprint: Fingerprint, _ number: Int, credits: Int? = nil, id: String? = nil) -> Take
{
    Take(
        fingerprint: fingerprint,
        number: number,
        file: "\(fingerprint.hex).\(number).wav",
        bytes: 3,
        sha256: String(repeating: "ab", count: 32),
        requestID: id,
        credits: credits.map(Credits.init)
    )
}

/// A request of ten characters that is about to be sent.
func intent(_ run: RunID, _ fingerprint: Fingerprint) -> AttemptIntent {
    AttemptIntent(run: run, fingerprint: fingerprint, content: fingerprint, characters: 10)
}

/// Asks for a take and gets it.
func record(
    _ take: Take,
    run: RunID,
    verdict: Verdict = .accepted,
    in ledger: Ledger
) async throws {
    let attempt = try await ledger.beginAttempt(intent(run, take.fingerprint))
    try await ledger.finishAttempt(attempt, take: take, verdict: verdict)
}

/// A ledger in a folder of its own.
func withLedger(_ body: (Ledger) async throws -> Void) async throws {
    try await withFolder { folder in
        let ledger = try Ledger(path: "\(folder)/ledger.sqlite")
        try await body(ledger)
        try ledger.close()
    }
}

/// A folder of its own.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
}

/// Where a ledger would be.
func withPath(_ body: (String) throws -> Void) throws {
    let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "ledger.sqlite").path)
}

extension Verdict {
    static let accepted = Verdict(findings: [], isAccepted: true, score: 0, duration: 1)
    static let rejected = Verdict(findings: [], isAccepted: false, score: 10, duration: 1)
}
