import Foundation
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

/// The stand-in is what other tests believe: it has to refuse what the service refuses.
@Suite(.timeLimit(.minutes(1))) struct StandInTests {
    let client: HTTPClient

    init() throws { client = try HTTPClient() }

    private static let speech = "/v1/text-to-speech/\(StandInFixture.george)"

    private func post(
        _ standIn: StandIn,
        _ path: String = speech,
        body: String = #"{"text":"Hello."}"#,
        key: String? = "sk_test"
    ) async throws -> (status: Int, body: JSON) {
        var request = HTTPRequest(method: "POST", url: standIn.url + path, body: Array(body.utf8))
        if let key { request.headers.append("xi-api-key", key) }
        let response = try await client.send(request)
        return (response.status, (try? JSON(parsing: Data(response.body))) ?? .null)
    }

    @Test func `checks come in the service's order: route, schema, key, the rest`() async throws {
        let standIn = try await StandIn()
        let broken = #"{"text":7}"#
        #expect(try await post(standIn, "/v1/nothing", body: broken, key: nil).status == 404)
        #expect(try await post(standIn, body: broken, key: nil).status == 422)
        #expect(try await post(standIn, body: "{", key: nil).status == 422)
        let unknown = "/v1/text-to-speech/ZZZZZZZZZZZZZZZZZZZZ"
        #expect(try await post(standIn, unknown, key: nil).status == 401)
        #expect(try await post(standIn, unknown, key: "sk_wrong").status == 401)
        #expect(try await post(standIn, unknown).status == 404)
    }

    @Test(arguments: [
        (#"{}"#, "missing"), (#"{"text":null}"#, "string_type"),
        (#"{"text":"a","voice_settings":{"stability":1.1}}"#, "less_than_equal"),
        (#"{"text":"a","voice_settings":{"similarity_boost":-1}}"#, "greater_than_equal"),
        (#"{"text":"a","seed":1.5}"#, "int_type"),
        (#"{"text":"a","apply_text_normalization":"yes"}"#, "enum"),
        (#"{"text":"a","previous_request_ids":"x"}"#, "list_type"),
        (#"{"text":"a","previous_request_ids":[1]}"#, "string_type"),
        (#"{"text":"a","pronunciation_dictionary_locators":[{}]}"#, "missing"),
        (#"[]"#, "model_attributes_type"),
    ])
    func `the schema is kept`(body: String, type: String) async throws {
        let answer = try await post(StandIn(), body: body)
        #expect(answer.status == 422)
        #expect(answer.body["detail"]?.array?.first?["type"]?.string == type)
    }

    @Test func `null lists are taken plainly and refused with timestamps`() async throws {
        let standIn = try await StandIn()
        let body = #"{"text":"a","previous_request_ids":null}"#
        #expect(try await post(standIn, body: body).status == 200)
        let timed = "\(Self.speech)/with-timestamps"
        #expect(try await post(standIn, timed, body: body).status == 422)
    }

    @Test(arguments: [
        (#"{"text":" "}"#, 400), (#"{"text":"a","model_id":"x"}"#, 400),
        (#"{"text":"a","model_id":"eleven_v3","previous_text":"b"}"#, 400),
        (#"{"text":"a","model_id":"eleven_v3","voice_settings":{"stability":0.7}}"#, 400),
        (#"{"text":"a","voice_settings":{"speed":1.25}}"#, 400), (#"{"text":"a","seed":-1}"#, 400),
        (
            #"{"text":"a","pronunciation_dictionary_locators":[{"pronunciation_dictionary_id":"x"}]}"#,
            404
        ),
    ])
    func `what the schema allows is still checked`(body: String, status: Int) async throws {
        #expect(try await post(StandIn(), body: body).status == status)
    }

    @Test func `errors have no request id, and their trace id is in their body`() async throws {
        let standIn = try await StandIn()
        var request = HTTPRequest(
            method: "POST",
            url: standIn.url + Self.speech,
            body: Array(#"{"text":"a"}"#.utf8)
        )
        let refused = try await client.send(request)
        let body = try JSON(parsing: Data(refused.body))
        #expect(refused.headers["request-id"] == nil)
        #expect(refused.headers["x-trace-id"] == body["detail"]?["request_id"]?.string)
        request.headers.append("xi-api-key", "sk_test")
        let spoken = try await client.send(request)
        #expect(spoken.headers["request-id"]?.count == 20)
        #expect(spoken.headers["history-item-id"]?.count == 20)
        #expect(spoken.headers["character-cost"] == "1")
        #expect(spoken.headers["content-length"] == String(spoken.byteCount))
    }

    @Test(arguments: [("eleven_multilingual_v2", 3), ("eleven_flash_v2_5", 6)])
    func `more at once than the plan allows is refused`(model: String, capacity: Int) async throws {
        var options = StandInOptions()
        options.plan.concurrency = 3
        options.faults.script = Array(repeating: .hang, count: capacity)
        let standIn = try await StandIn(options)
        let body = #"{"text":"Hello.","model_id":"\#(model)"}"#
        let hanging = (0..<capacity).map { _ in
            Task { try await post(standIn, body: body).status }
        }
        while await standIn.account.journal.mostInFlight.values.max() ?? 0 < capacity {
            await Task.yield()
        }
        for _ in 0..<4 { #expect(try await post(standIn, body: body).status == 429) }
        hanging.forEach { $0.cancel() }
        let journal = await standIn.account.journal
        #expect(journal.mostInFlight.values.max() == capacity)
        #expect(journal.overflows == 4)
        #expect(journal.billedCharacters == 0)
    }

    @Test func `or waits, when it queues`() async throws {
        var options = StandInOptions()
        options.plan.concurrency = 2
        options.fixedLatency = 0.02
        options.overflow = .queue
        let standIn = try await StandIn(options)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 { group.addTask { try await post(standIn).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(await standIn.account.journal.mostInFlight == ["standard": 2])
    }

    @Test func `credits are never passed, and a refusal gives none back`() async throws {
        var options = StandInOptions()
        options.plan.credits = 15
        let standIn = try await StandIn(options)
        let statuses = try await [
            post(standIn).status, post(standIn).status, post(standIn).status,
            post(standIn, body: #"{"text":"abc"}"#).status, post(standIn).status,
        ]
        #expect(statuses == [200, 200, 401, 200, 401])
        #expect(await standIn.account.used == 15)
    }

    @Test func `ids that do not count are noted`() async throws {
        var options = StandInOptions()
        options.faults.script = [.cut]
        let time = TestTime()
        options.now = { time.now }
        let standIn = try await StandIn(options)
        _ = try? await post(standIn, "\(Self.speech)/stream")
        let cut = try #require(await standIn.account.journal.entries.last?.requestID)
        _ = try await post(standIn)
        let whole = try #require(await standIn.account.journal.entries.last?.requestID)
        time.advance(by: 7201)
        let ids = [cut, whole, "unknown", whole]
        let body = JSON.object(["text": "a", "previous_request_ids": .strings(ids)]).data
        let answer = try await post(standIn, body: String(decoding: body, as: UTF8.self))
        let warnings = await standIn.account.journal.entries.last?.warnings ?? []
        #expect(answer.status == 200)
        #expect(warnings.contains("more than 3 previous_request_ids"))
        #expect(warnings.contains("previous_request_ids names \(cut), not read whole"))
        #expect(warnings.contains("previous_request_ids names unknown, which nobody knows"))
        #expect(warnings.contains("\(whole) is older than two hours"))
    }

    @Test(arguments: [
        (true, "Say tomato to the UN.", "Say tomato to the United Nations."),
        (false, "Say tomato to the UN.", "Say  to the United Nations."),  // the word is not spoken
        (true, "UNESCO, un, UN", "UNESCO, un, United Nations"),
    ])
    func `dictionaries are applied as the service does`(
        takesPhonemes: Bool,
        text: String,
        expected: String
    ) {
        var tomato = PronunciationDictionary.Rule(written: "tomato")
        tomato.phoneme = "təˈmeɪtoʊ"
        var nations = PronunciationDictionary.Rule(written: "UN")
        nations.alias = "United Nations"
        let version = PronunciationDictionary.Version(id: "1", rules: [tomato, nations])
        #expect(version.applied(to: text, takesPhonemes: takesPhonemes) == expected)
    }

    @Test func `faults come in the order of the script, then by chance, alike for a seed`() {
        func faults(seed: UInt64) -> [Fault?] {
            var plan = FaultPlan()
            plan.script = [.busy, nil]
            plan.probabilities = [.cut: 0.3, .crash: 0.2]
            plan.marked = [FaultPlan.Mark(text: "here", fault: .hang, times: 1)]
            var random = SplitMix(seed: seed)
            return (0..<400).map {
                plan.next(text: $0 == 5 ? "here" : "", isStitched: false, random: &random)
            }
        }
        let first = faults(seed: 1)
        #expect(first == faults(seed: 1))
        #expect(first != faults(seed: 2))
        #expect(first[0] == .busy)
        #expect(first[1] == nil)
        #expect(first[5] == .hang)
        #expect((90...150).contains(first.count { $0 == .cut }))
        #expect((50...110).contains(first.count { $0 == .crash }))
    }

    @Test func `the journal is read and cleared over HTTP`() async throws {
        let standIn = try await StandIn()
        _ = try await post(standIn)
        let url = "\(standIn.url)/__journal"
        let read = try await client.send(HTTPRequest(url: url))
        let journal = try JSON(parsing: Data(read.body))
        #expect(journal["requests"]?.array?.count == 1)
        #expect(journal["billedCharacters"] == 6)
        #expect(journal["requests"]?.array?.first?["keyTail"] == "test")
        _ = try await client.send(HTTPRequest(method: "DELETE", url: url))
        #expect(await standIn.account.journal.entries.isEmpty)
    }

    @Test(arguments: [
        (["--port", "x"], false), (["--voice"], false), (["--fault", "cut"], false),
        (["--unknown", "1"], false), (["--script", "busy,nonsense"], false),
        (["--plan", "pro", "--latency", "0.4,0.008,0.1", "--fault", "cut=0.1"], true),
        (["--script", "busy,-,cut", "--strict", "--mp3-2025", "--key", "sk_a"], true),
    ])
    func `options are understood or refused`(arguments: [String], isValid: Bool) {
        #expect(((try? StandInOptions(arguments: arguments)) != nil) == isValid)
    }
}
