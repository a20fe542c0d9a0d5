import NarrateModel
import Testing

@testable import NarrateEngines

/// Bodies of refusals as they were seen over the years, and what they mean.
@Suite struct ElevenLabsRefusalTests {
    private func refusal(_ status: Int, _ body: String, headers: HTTPHeaders = HTTPHeaders())
        -> ElevenLabsRefusal
    {
        ElevenLabsRefusal(
            HTTPResponse(
                head: HTTPHead(status: status, headers: headers),
                body: Array(body.utf8),
                byteCount: body.utf8.count,
                url: "https://api.elevenlabs.io/"
            )
        )
    }

    /// A status, a body, and what it means.
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var code: EngineError.Code

        init(_ status: Int, _ body: String, _ code: EngineError.Code) {
            (self.status, self.body, self.code) = (status, body, code)
        }

        /// A body of the form with a detail that names itself.
        init(_ status: Int, named name: String, _ code: EngineError.Code) {
            self.init(status, #"{"detail":{"status":"\#(name)","message":"x"}}"#, code)
        }

        var testDescription: String { "\(status) \(body)" }
    }

    @Test(arguments: [
        // quota comes before 401, in the old form, the new one, and as the 2026 page has it
        Case(401, named: "quota_exceeded", .quotaExceeded),
        Case(
            401,
            #"{"detail":{"type":"invalid_request","code":"quota_exceeded","message":"no numbers"}}"#,
            .quotaExceeded
        ),
        Case(402, named: "insufficient_credits", .quotaExceeded),
        Case(402, named: "paid_plan_required", .refused),
        Case(429, named: "too_many_concurrent_requests", .tooManyRequests),
        Case(
            429,
            #"{"detail":{"code":"concurrent_limit_exceeded","message":"maximum of 2"}}"#,
            .tooManyRequests
        ),
        Case(429, named: "system_busy", .unavailable),
        Case(429, "<html>slow down</html>", .unavailable),
        // a wrong key was 401 on some days and 400 on others
        Case(401, named: "invalid_api_key", .refused),
        Case(400, named: "invalid_api_key", .refused),
        Case(
            401,
            #"{"detail":{"type":"authentication_error","code":"unauthorized","status":"invalid_api_key","message":"Invalid API key"}}"#,
            .refused
        ),
        Case(400, named: "api_key_id_used_as_api_key", .refused),
        Case(401, named: "missing_permissions", .refused),
        Case(401, named: "detected_unusual_activity", .refused),
        Case(404, named: "workspace_not_found", .refused),
        Case(403, named: "output_format_not_allowed", .refused),
        Case(403, named: "only_for_creator+", .refused),
        Case(403, "", .refused),
        // a missing voice was 400 in one year and 404 in the next
        Case(400, named: "voice_not_found", .notFound),
        Case(404, named: "voice_not_found", .notFound),
        Case(400, named: "voice_does_not_exist", .notFound),
        Case(400, named: "model_not_found", .notFound),
        Case(400, named: "invalid_uid", .notFound),
        Case(404, named: "pronunciation_dictionary_not_found", .notFound),
        Case(404, #"{"detail":"Not Found"}"#, .notFound),
        Case(400, named: "max_character_limit_exceeded", .unspeakable),
        Case(400, named: "empty_text", .unspeakable),
        Case(413, "", .unspeakable),
        Case(400, named: "something_new", .unspeakable),
        Case(400, named: "invalid_voice_settings", .refused),
        Case(400, named: "invalid_ttd_stability", .refused),
        Case(400, named: "unsupported_language", .refused),
        Case(
            422,
            #"{"detail":[{"type":"missing","loc":["body","text"],"msg":"Field required"}]}"#,
            .bug
        ),
        Case(500, #"{"status":"internal_server_error","message":"x"}"#, .unavailable),
        Case(500, named: "something_went_wrong", .unavailable),
        Case(500, "", .unavailable),
        Case(502, "<html>", .unavailable),
        Case(503, named: "maintenance", .unavailable),
        Case(307, "", .unreachable),
    ])
    func `means one thing`(example: Case) {
        #expect(refusal(example.status, example.body).engineError.code == example.code)
    }

    @Test func `credits that are used up are counted`() {
        let body = """
            {"detail":{"status":"quota_exceeded","message":"This request exceeds your quota of \
            10,000. You have 0 credits remaining, while 43 credits are required for this request."}}
            """
        let message = refusal(401, body).engineError.message
        #expect(message == "the next utterance needs 43 credits, 0 of 10000 are left")
    }

    @Test func `what broke the schema is named with its place`() {
        let body = """
            {"detail":[{"type":"less_than_equal","loc":["body","voice_settings","stability"],\
            "msg":"Input should be less than or equal to 1","input":2,"ctx":{"le":1.0}},
            {"type":"missing","loc":["body","locators",0],"msg":"Field required"}]}
            """
        let message = refusal(422, body).engineError.message
        #expect(message.contains("body.voice_settings.stability: Input should be less"))
        #expect(message.contains("body.locators.0: Field required"))
    }

    @Test func `the service's wish to wait is heard`() {
        let headers = HTTPHeaders(["Retry-After": "7"])
        #expect(refusal(429, "", headers: headers).engineError.retryAfter == 7)
        let date = HTTPHeaders([
            "Date": "Wed, 21 Oct 2026 07:27:50 GMT",
            "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT",
        ])
        #expect(refusal(503, "", headers: date).engineError.retryAfter == 10)
    }

    @Test func `a failure of the service can be traced`() {
        let headers = HTTPHeaders(["x-trace-id": "abc123"])
        #expect(refusal(500, "", headers: headers).engineError.message.contains("abc123"))
    }

    @Test func `long messages are cut and line ends go`() {
        let text = String(repeating: "word ", count: 200) + "\\n end"
        let body = #"{"detail":{"status":"new","message":"\#(text)"}}"#
        let message = refusal(400, body).engineError.message
        #expect(message.count < 220)
        #expect(!message.contains("\n"))
    }
}
