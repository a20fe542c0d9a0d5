import Foundation
import NarrateTestSupport
import Subprocess
import Testing

@Suite struct InterruptTests {
    @Test(arguments: [(Signal.interrupt, Int32(130)), (.terminate, 143), (.terminalClosed, 143)])
    func `stops when asked, says how to go on, and goes on`(
        signal: Signal,
        code: Int32
    ) async throws {
        try await withTemporaryFolder { folder in
            let arguments = [
                fixture("books/alice.epub"), "--output", folder, "--no-progress",
            ]
            // A whole book has far more to do than a few lines' worth.
            let stopped = try await runProgram(
                Narrate.path,
                arguments + ["--verbose"],
                sending: signal,
                when: { $0.count == 8 }
            )
            #expect(stopped.code == code, "\(stopped.error)")
            #expect(stopped.error.contains("run the same command to go on"))
            let takes = try FileState.all(below: "\(folder)/alice.narrate/takes", except: [".part"])
            #expect(!takes.isEmpty)
            let status = try await Narrate.run("status", "\(folder)/alice.narrate", "--json").json()
            #expect(status.state.string == "stopped")

            let finished = try await runProgram(Narrate.path, arguments + ["--chapters", "4"])
            #expect(finished.code == 0, "\(finished.error)")
            let after = try FileState.all(below: "\(folder)/alice.narrate/takes", except: [])
            #expect(takes.allSatisfy { after.contains($0) })
        }
    }
}
