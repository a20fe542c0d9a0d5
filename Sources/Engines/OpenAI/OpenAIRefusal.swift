import FoundationEssentials
import NarrateModel

/// An answer without success, in OpenAI's shape or in that of the servers that imitate it.
struct OpenAIRefusal: Sendable, Equatable {
    var status: Int
    /// `code` and `type` together, lower case.
    var names: Set<String> = []
    var message = ""
    var retryAfter: Double?

    init(_ response: HTTPResponse) {
        status = response.status
        retryAfter = response.head.retryAfter
        guard let body = try? response.decoded(as: Body.self) else { return }
        let error = body.error ?? body.detail ?? Message(message: body.message)
        names = Set([error.code, error.type].compactMap { $0?.lowercased() })
        message = error.message ?? ""
    }

    /// `{"error":{…}}`, `{"error":"…"}`, `{"detail":{…}}`, `{"detail":"…"}`, `{"message":"…"}`.
    private struct Body: Decodable {
        var error: Message?
        var detail: Message?
        var message: String?
    }

    private struct Message: Decodable {
        var code: String?
        var type: String?
        var message: String?

        init(message: String?) { self.message = message }

        private enum Key: CodingKey { case code, type, message, error }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                message = text
                return
            }
            // Lists of complaints hold nothing that can be acted upon.
            guard let container = try? decoder.container(keyedBy: Key.self) else { return }
            code = try? container.decode(String.self, forKey: .code)
            type = try? container.decode(String.self, forKey: .type)
            message =
                (try? container.decode(String.self, forKey: .message))
                ?? (try? container.decode(String.self, forKey: .error))
        }
    }

    private var said: String {
        guard !message.isEmpty else { return "it gave no reason (HTTP \(status))" }
        let line = String(message.prefix(160)).replacing("\n", with: " ").trimmed
        return "'\(line)\(message.count > 160 ? "…" : "")'"
    }

    private func isAny(of wanted: String...) -> Bool { !names.isDisjoint(with: wanted) }

    /// What the refusal means for a run; used-up credits come as 429 here.
    var engineError: EngineError {
        if status == 402 || isAny(of: "insufficient_quota", "billing_hard_limit_reached") {
            return EngineError(
                code: .quotaExceeded,
                message: "the credits are used up: \(said)",
                hint: "add credits; the run can be resumed"
            )
        }
        switch status {
        case 401, 403: return refused("the server refuses the key: \(said)", "check the key")
        case 404, 405: return missing
        case 429:
            return EngineError(
                code: .unavailable,
                message: "the server is busy: \(said)",
                retryAfter: retryAfter
            )
        case 408, 409, 425, 500...: return trouble
        case 413: return unspeakable
        case 300..<400: return refused("the server redirects (HTTP \(status))", "check its address")
        default: return invalid
        }
    }

    private func refused(_ message: String, _ hint: String?) -> EngineError {
        EngineError(code: .refused, message: message, hint: hint)
    }

    private var missing: EngineError {
        let isAddress = names.isEmpty && (message.isEmpty || message == "Not Found")
        return EngineError(
            code: .notFound,
            message: isAddress ? "the server has no speech call" : "not found: \(said)",
            hint: isAddress ? "check the address of the server" : "see 'narrate models'"
        )
    }

    private var trouble: EngineError {
        EngineError(
            code: .unavailable,
            message: "the server failed: \(said)",
            charge: status == 502 || status == 504 ? .maybePaid : .notPaid,
            retryAfter: retryAfter
        )
    }

    private var unspeakable: EngineError {
        EngineError(code: .unspeakable, message: "the text was refused: \(said)")
    }

    /// Whatever is wrong with a request is wrong with its text, or with all requests alike.
    private var invalid: EngineError {
        let isAboutText = isAny(of: "string_above_max_length", "content_policy_violation")
        let speaksOfText = ["input", "text", "too long"].contains {
            message.lowercased().contains($0)
        }
        guard !isAboutText, !speaksOfText else { return unspeakable }
        return refused("the settings were refused: \(said)", "check voice, model and format")
    }
}
