import Foundation
import NarrateTestSupport
import Testing

/// Chromium, playing pages as a listener would.
enum Browser {
    /// Whether there is one with its driver.
    static let isInstalled = ["chromium", "chromedriver"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Why a test is skipped without it.
    static let hint: Comment =
        "no browser here; install one with: apt install chromium chromium-driver"

    /// Plays a page of a release; what happened is told in JSON.
    static func play(_ release: String, _ options: String...) async throws -> JSON {
        let script = packageFolder.appending(path: "Tests/EndToEnd/Web/player.py").path
        let result = try await runProgram("/usr/bin/python3", [script, release] + options)
        #expect(result.code == 0, "\(result.error)")
        return try result.json()
    }
}
