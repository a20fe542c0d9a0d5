import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct FirstTakesTests {
    @Test func `five faulty takes of one kind are a setting`() throws {
        var takes = FirstTakes()
        var said: [Finding?] = []
        for number in 1...5 {
            said.append(takes.note(failed("duration", "level"), of: try name(number)))
        }
        #expect(said.dropLast().allSatisfy { $0 == nil })
        #expect(said.last??.check == "duration")
    }

    @Test func `a retake counts for nothing`() throws {
        var takes = FirstTakes()
        for _ in 1...9 { #expect(takes.note(failed("level"), of: try name(1)) == nil) }
    }

    @Test func `different faults are bad luck`() throws {
        var takes = FirstTakes()
        for number in 1...9 {
            let fault = failed(number == 3 ? "noise" : "level")
            #expect(takes.note(fault, of: try name(number)) == nil)
        }
    }

    @Test func `one sound take among the first is enough`() throws {
        var takes = FirstTakes()
        _ = takes.note(failed(), of: try name(1))
        for number in 2...9 { #expect(takes.note(failed("level"), of: try name(number)) == nil) }
    }

    private func name(_ number: Int) throws -> Fingerprint {
        let hex = String(number, radix: 16)
        let zeros = String(repeating: "0", count: 64 - hex.count)
        return try #require(Fingerprint(hex: zeros + hex))
    }

    private func failed(_ checks: String...) -> Verdict {
        Verdict(
            findings: checks.map { Finding(check: $0, severity: .error, message: "it fails") },
            isAccepted: checks.isEmpty,
            score: 0,
            duration: 1
        )
    }
}
