import FoundationEssentials
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct ChildProgramTests {
    @Test func `finds a program by its name, and one by its path`() async throws {
        for executable in ["cat", "/bin/cat"] {
            let program = ChildProgram(executable: executable, installHint: "")
            let result = try await program.run(
                ["--version"],
                output: .memory(limit: 1 << 16),
                timeout: .seconds(600)
            )
            #expect(String(decoding: result.output, as: UTF8.self).contains("cat"))
        }
    }

    @Test func `says how a program ended, and what it complained of last`() async {
        let program = ChildProgram(executable: "sh", installHint: "")
        for (script, end) in [
            ("echo one >&2; echo two >&2; exit 7", "code 7: two"), ("kill -9 $$", "signal 9"),
        ] {
            let error = await #expect(throws: EngineError.self) {
                try await program.run(
                    ["-c", script],
                    output: .memory(limit: 1),
                    timeout: .seconds(600)
                )
            }
            #expect(error?.message == "'sh' ended with \(end)")
        }
    }

    @Test func `tells a file that nobody may run from one that is not there`() async {
        let program = ChildProgram(executable: #filePath, installHint: "")
        let error = await #expect(throws: EngineError.self) {
            try await program.run([], output: .memory(limit: 1), timeout: .seconds(600))
        }
        #expect(error?.code == .notInstalled)
        #expect(error?.message.hasSuffix("can't be run: it is not executable") == true)
    }

    @Test func `names a program that the search path does not hold`() async {
        let program = ChildProgram(
            executable: "no-such-program-anywhere",
            installHint: "install it"
        )
        let error = await #expect(throws: EngineError.self) {
            try await program.run([], output: .memory(limit: 1), timeout: .seconds(600))
        }
        #expect(error?.code == .notInstalled)
        #expect(error?.description.contains("no-such-program-anywhere") == true)
    }
}
