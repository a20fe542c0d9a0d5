import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

@Suite struct ElevenLabsListenerTests {
    private static let text = "It was the best of times. It was the worst of times."

    /// What a listener hears in a take that the stand-in spoke.
    private func hearing(
        _ way: ElevenLabsListener.Way,
        format: String = "mp3_44100_128",
        model: String = ElevenLabsListener.standardModel,
        _ change: (inout StandInOptions) -> Void = { _ in }
    ) async throws -> Hearing {
        let fixture = try await StandInFixture(change)
        let request = StandInFixture.request(Self.text, format: format)
        let audio = try await fixture.record(request).audio
        return try await ScratchFolder.with { folder in
            let path = "\(folder)/take"
            try audio.write(to: URL(filePath: path))
            let listener = ElevenLabsListener(
                key: try ElevenLabsKey("sk_test_0123456789", baseURL: fixture.standIn.url),
                baseURL: fixture.standIn.url,
                way: way,
                model: model,
                client: try HTTPClient()
            )
            return try await listener.hearing(ofAudioAt: path, saying: Self.text, language: "en-GB")
        }
    }

    @Test(arguments: ["mp3_44100_128", "pcm_44100", "wav_44100"])
    func `has what is said written down`(format: String) async throws {
        let hearing = try await hearing(.transcription, format: format) {
            $0.plan = CatalogPlan(tier: "pro", concurrency: 10, credits: 500_000, rank: 3)
        }
        #expect(hearing == Hearing(.transcript(Self.text)))
    }

    @Test func `learns how well each word fits`() async throws {
        let hearing = try await hearing(.alignment) { $0.faults.script = [.missingSentence] }
        guard case .alignment(let words) = hearing.account else {
            Issue.record("no alignment: \(hearing)")
            return
        }
        #expect(words.map(\.text) == Self.text.split(separator: " ").map(String.init))
        #expect(words.filter { $0.loss > 1 }.map(\.text) == ["worst"])
    }

    @Test func `a model the service does not have is refused and costs nothing`() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await hearing(.transcription, model: "scribe_v9")
        }
        #expect(error?.charge == .notPaid)
    }

    @Test func `a service without credits is named as that`() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await hearing(.transcription) {
                $0.plan = CatalogPlan(tier: "creator", concurrency: 5, credits: 53, rank: 2)
            }
        }
        #expect(error?.code == .quotaExceeded)
    }
}
