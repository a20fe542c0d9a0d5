import Foundation
import NarrateModel
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

/// A paid answer that was lost is fetched, never paid again.
@Suite(.timeLimit(.minutes(1))) struct ElevenLabsHistoryTests {
    private func reclaim(
        _ fixture: StandInFixture,
        _ request: SpeechRequest = StandInFixture.request(),
        requestID: String? = nil,
        since: Double? = nil
    ) async throws -> (delivery: Delivery?, audio: Data) {
        let now = await fixture.standIn.account.now
        return try await ScratchFolder.with { folder in
            let path = "\(folder)/take"
            try Data().write(to: URL(filePath: path))
            let delivery = try await fixture.engine.reclaim(
                request,
                requestID: requestID,
                since: since ?? now - 600,
                to: path
            )
            return (delivery, try Data(contentsOf: URL(filePath: path)))
        }
    }

    @Test(arguments: [Fault.dropped, .cut, .truncated, .jsonBody])
    func `audio that was lost on the way is fetched whole`(fault: Fault) async throws {
        let fixture = try await StandInFixture { $0.faults.script = [fault] }
        let error = try await fixture.failure()
        let (delivery, audio) = try await reclaim(fixture, requestID: error.requestID)
        let entry = try #require(await fixture.journal.first)
        #expect(delivery?.requestID == entry.requestID)
        #expect(delivery?.credits == Credits(25))
        let walk = try MP3FrameWalk(audio.bytes)
        #expect(walk.frameCount > 50)
        #expect(await fixture.standIn.account.used == 25)
    }

    @Test func `the first of equal requests is taken when its id is not known`() async throws {
        let fixture = try await StandInFixture()
        let first = try await fixture.record().delivery
        _ = try await fixture.record()
        #expect(try await reclaim(fixture).delivery?.requestID == first.requestID)
    }

    @Test func `what another run asked before or long after is left to it`() async throws {
        let fixture = try await StandInFixture()
        _ = try await fixture.record()
        // Known to the second by the service's own clock, which its answers tell.
        let now = try #require(fixture.engine.serviceTime)
        #expect(try await reclaim(fixture, since: now + 5).delivery == nil)
        #expect(try await reclaim(fixture, since: now - 3600).delivery == nil)
        #expect(try await reclaim(fixture, since: now - 600).delivery != nil)
    }

    @Test func `the time is the service's, whatever this machine's clock says`() async throws {
        let fixture = try await StandInFixture { $0.now = { 946_684_800 } }
        #expect(fixture.engine.serviceTime == nil)
        _ = try await fixture.record()
        let time = try #require(fixture.engine.serviceTime)
        #expect((946_684_800..<946_685_400).contains(time))
        #expect(try await reclaim(fixture, since: 946_684_800).delivery != nil)
    }

    @Test func `an id finds that very request`() async throws {
        let fixture = try await StandInFixture()
        let first = try await fixture.record().delivery
        _ = try await fixture.record()
        let found = try await reclaim(fixture, requestID: first.requestID).delivery
        #expect(found?.requestID == first.requestID)
        #expect(try await reclaim(fixture, requestID: "other").delivery == nil)
    }

    @Test func `an answer that is here already is passed over`() async throws {
        let fixture = try await StandInFixture()
        let first = try await fixture.record().delivery
        let second = try await fixture.record().delivery
        let known = Set([second.requestID].compactMap(\.self))
        let since = await fixture.standIn.account.now - 600
        let found = try await ScratchFolder.with { folder in
            try await fixture.engine.reclaim(
                StandInFixture.request(),
                requestID: nil,
                since: since,
                excluding: known,
                to: "\(folder)/take"
            )
        }
        #expect(found?.requestID == first.requestID)
    }

    @Test func `the account is told as the service keeps it`() async throws {
        let fixture = try await StandInFixture { $0.faults.script = [nil, .dropped] }
        let first = try await fixture.record().delivery
        _ = try await fixture.failure(StandInFixture.request("It was the worst of times."))
        let charges = try #require(try await fixture.engine.charges(since: 0))
        #expect(charges.map(\.text).contains("It was the worst of times."))
        #expect(charges.last?.requestID == first.requestID)
        #expect(charges.compactMap { $0.credits?.amount }.reduce(0, +) == 51)
    }

    @Test func `without a history there is no account`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(keepsHistory: false))
        #expect(try await fixture.engine.charges(since: 0) == nil)
    }

    @Test func `nothing is taken that is not the request`() async throws {
        let fixture = try await StandInFixture()
        _ = try await fixture.record()
        let base = StandInFixture.request()
        var others = [
            StandInFixture.request("Another text."),
            StandInFixture.request(model: "eleven_flash_v2_5"),
            StandInFixture.request(format: "mp3_44100_64"),
            StandInFixture.request(settings: ["stability": "0.9"]),
        ]
        var voice = base
        voice.voice = "EXAVITQu4vr4xnSDxMaL"
        others.append(voice)
        for other in others {
            #expect(try await reclaim(fixture, other).delivery == nil)
        }
    }

    @Test func `older attempts are left alone`() async throws {
        let fixture = try await StandInFixture()
        _ = try await fixture.record()
        let later = await fixture.standIn.account.now + 600
        #expect(try await reclaim(fixture, since: later).delivery == nil)
    }

    @Test func `pages of the history are turned`() async throws {
        let fixture = try await StandInFixture()
        let wanted = try await fixture.record().delivery
        let other = StandInFixture.request("x")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    for _ in 0..<210 { await fixture.standIn.account.fill(with: other) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await reclaim(fixture).delivery?.requestID == wanted.requestID)
    }

    @Test func `a key that may not read the history reclaims nothing`() async throws {
        let fixture = try await StandInFixture(key: "sk_restricted") {
            $0.restrictedKeys = ["sk_restricted"]
        }
        _ = try await fixture.record()
        #expect(try await reclaim(fixture).delivery == nil)
    }

    @Test(arguments: [403, 404, 422])
    func `a server without a history stops nothing`(status: Int) async throws {
        let server = try LoopbackServer { connection, _ in connection.answer(status) }
        let engine = ElevenLabsEngine(
            key: try ElevenLabsKey("k", baseURL: server.url),
            options: ElevenLabsOptions(baseURL: server.url),
            client: try HTTPClient()
        )
        let found = try await engine.reclaim(
            StandInFixture.request(),
            requestID: nil,
            since: 0,
            to: "/no/such/folder/take"
        )
        withExtendedLifetime(server) { #expect(found == nil) }
    }

    @Test func `without history there is nothing to ask for`() async throws {
        let fixture = try await StandInFixture(engine: ElevenLabsOptions(keepsHistory: false))
        _ = try await fixture.record()
        #expect(try await reclaim(fixture).delivery == nil)
        #expect(await fixture.standIn.account.journal.entries.count == 1)
    }
}

extension Account {
    /// Puts another request into the history.
    fileprivate func fill(with request: SpeechRequest) {
        guard let voice = CatalogVoice.all.first, let model = CatalogModel.all.first,
            let format = OutputFormat(request.outputFormat, isStreamed: false)
        else { return }
        let order = SpeechOrder(
            voice: voice,
            model: model,
            text: request.text,
            spoken: request.text,
            format: format
        )
        let item = HistoryItem(id: identifier(), requestID: identifier(), order: order, cost: 0)
        finish(item, order: order, keepsHistory: true)
    }
}
