import NarrateModel

extension ElevenLabsRefusal {
    /// What the refusal means for a run.
    ///
    /// The order matters: used-up credits come as 401, and both kinds of overload as 429.
    var engineError: EngineError {
        quota ?? load ?? missing ?? text ?? request ?? access ?? trouble ?? other
    }

    /// What the service said, short enough for a line.
    private var said: String {
        guard !message.isEmpty else { return "it gave no reason (HTTP \(status))" }
        let line = String(message.prefix(160)).replacing("\n", with: " ").trimmed
        return "'\(line)\(message.count > 160 ? "…" : "")'"
    }

    private var trace: String { traceID.map { " (trace \($0))" } ?? "" }

    // MARK: Credits

    private var quota: EngineError? {
        guard isAny(of: "quota_exceeded", "insufficient_credits") else { return nil }
        // "exceeds your quota of 10000. You have 0 credits remaining, while 43 credits are required"
        let figures = numbers
        guard figures.count >= 3 else {
            return EngineError(code: .quotaExceeded, message: "the credits are used up: \(said)")
        }
        let (left, needed) = (figures[1], figures[2])
        return EngineError(
            code: .quotaExceeded,
            message: "the next utterance needs \(needed) credits, \(left) of \(figures[0]) are left"
        )
    }

    // MARK: Load

    private var load: EngineError? {
        if isAny(of: "too_many_concurrent_requests", "concurrent_limit_exceeded") {
            return EngineError(
                code: .tooManyRequests,
                message: "more requests at once than the plan allows",
                retryAfter: retryAfter,
                concurrencyLimit: numbers.first { (1...1000).contains($0) }
            )
        }
        guard status == 429 || isAny(of: "system_busy", "rate_limit_exceeded") else { return nil }
        return EngineError(
            code: .unavailable,
            message: "the service is busy: \(said)",
            retryAfter: retryAfter
        )
    }

    // MARK: What does not exist

    private var missing: EngineError? {
        if isAny(of: "voice_not_found", "voice_does_not_exist", "invalid_voice_id") {
            return EngineError(
                code: .notFound,
                message: "the voice does not exist: \(said)",
                hint: "see 'narrate voices'; a voice of the shared library must be added first"
            )
        }
        if isAny(of: "model_not_found", "invalid_model_id") {
            return EngineError(
                code: .notFound,
                message: "the model does not exist: \(said)",
                hint: "see 'narrate models'"
            )
        }
        if isAny(of: "pronunciation_dictionary_not_found") {
            return EngineError(
                code: .notFound,
                message: "a pronunciation dictionary does not exist or is archived: \(said)"
            )
        }
        guard isAny(of: "invalid_uid") else { return nil }
        return EngineError(code: .notFound, message: "an id is not valid: \(said)")
    }

    // MARK: The text and the rest of the request

    private var text: EngineError? {
        let isAboutText =
            isAny(
                of: "max_character_limit_exceeded",
                "text_too_long",
                "text_too_short",
                "empty_text",
                "invalid_text",
                "request_too_large"
            ) || status == 413
        guard isAboutText else { return nil }
        return EngineError(code: .unspeakable, message: "the text was refused: \(said)")
    }

    private var request: EngineError? {
        if status == 422 {
            return ourMistake("the request broke the schema: \(said)")
        }
        if isAny(of: "malformed_json", "invalid_content_type", "missing_required_field") {
            return ourMistake("the request was not understood: \(said)")
        }
        if isAny(of: "output_format_not_allowed", "invalid_output_format") {
            return EngineError(
                code: .refused,
                message: "the output format is not available: \(said)",
                hint: "ask for output format 'auto'"
            )
        }
        guard
            isAny(
                of: "invalid_voice_settings",
                "invalid_ttd_stability",
                "unsupported_model",
                "unsupported_language",
                "invalid_parameters"
            )
        else { return nil }
        return EngineError(code: .refused, message: "the settings were refused: \(said)")
    }

    private func ourMistake(_ message: String) -> EngineError {
        EngineError(
            code: .bug,
            message: message + trace,
            hint: "this is a bug in narrate: please report it with this line"
        )
    }

    // MARK: Key, permission, plan

    private var access: EngineError? {
        if isAny(of: "missing_permissions", "insufficient_permissions") {
            return refused(
                "the API key lacks a permission: \(said)",
                "change the key's permissions"
            )
        }
        if isAny(of: "detected_unusual_activity") {
            return refused(
                "the service refuses the free plan from this network",
                "use a paid plan or another network"
            )
        }
        if status == 402 || isAny(of: "paid_plan_required", "payment_required") {
            return refused(
                "the plan does not allow this: \(said)",
                "choose a premade voice or another plan"
            )
        }
        if isAny(of: "api_key_id_used_as_api_key") {
            return refused(
                "the id of an API key was given instead of the key",
                "keys begin with 'sk_'"
            )
        }
        if status == 401
            || isAny(
                of: "invalid_api_key",
                "needs_authorization",
                "missing_api_key",
                "unauthorized",
                "workspace_not_found",
                "sign_in_required"
            )
        {
            return refused("the API key is refused: \(said)", "check the key")
        }
        guard status == 403 || isAny(of: "only_for_creator+", "voice_access_denied") else {
            return nil
        }
        return refused("the account may not do this: \(said)", nil)
    }

    private func refused(_ message: String, _ hint: String?) -> EngineError {
        EngineError(code: .refused, message: message, hint: hint)
    }

    // MARK: The service's own trouble

    private var trouble: EngineError? {
        guard status >= 500 || status == 408 || status == 425 || status == 409 else { return nil }
        // A page from a balancer says nothing about whether the work behind it was done.
        let isKnownUnpaid = isJSON || status == 503
        return EngineError(
            code: .unavailable,
            message: isJSON
                ? "the service failed: \(said)\(trace)"
                : "the service failed with HTTP \(status) and no explanation\(trace)",
            charge: isKnownUnpaid ? .notPaid : .maybePaid,
            retryAfter: retryAfter
        )
    }

    private var other: EngineError {
        switch status {
        case 300..<400:
            EngineError(
                code: .unreachable,
                message: "the service redirects (HTTP \(status))",
                hint: "check the address of the service"
            )
        case 404, 405:
            EngineError(
                code: .notFound,
                message: "the service does not know the call: \(said)",
                hint: "check the address of the service"
            )
        default:
            EngineError(code: .unspeakable, message: "the request was refused: \(said)\(trace)")
        }
    }
}
