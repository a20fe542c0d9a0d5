import Foundation
import NarrateTestSupport
import Testing

/// A short cut of each kind of harm that `make chaos` does for long.
@Suite(.serialized) struct ChaosTests {
    @Test(arguments: [
        "kills", "signals", "suspended", "racers", "calls", "power", "limits", "clocks",
        "fifth", "outage", "access", "neighbours", "pages", "ledgers", "takes",
    ])
    func `keeps its promises whatever happens`(kind: String) async throws {
        let folder = packageFolder.path
        let result = try await runProgram(
            "python3",
            [
                "\(folder)/Tests/Chaos/chaos.py", "--narrate", Narrate.path, "--stand-in",
                "\(folder)/.build/debug/ElevenLabsStandIn", kind,
            ]
        )
        #expect(result.code == 0, "\(result.output)\(result.error)")
    }
}
