/// A refusal in the vendor's words.
struct VendorError: Error, Sendable {
    var status: Int
    var body: JSON
    var contentType = "application/json"
    /// Body that is not JSON.
    var text: String?

    /// The 2026 form: type, code, message, and often the old name as status.
    static func detailed(
        _ status: Int,
        type: String,
        code: String,
        oldName: String? = nil,
        _ message: String
    ) -> VendorError {
        var detail: [String: JSON] = [
            "type": .string(type), "code": .string(code), "message": .string(message),
        ]
        detail["status"] = oldName.map(JSON.string)
        return VendorError(status: status, body: ["detail": .object(detail)])
    }

    /// The form of 2023 to 2025: status and message.
    static func old(_ status: Int, _ name: String, _ message: String) -> VendorError {
        VendorError(
            status: status,
            body: ["detail": ["status": .string(name), "message": .string(message)]]
        )
    }

    static func invalid(_ complaints: [Shape.Complaint]) -> VendorError {
        VendorError(status: 422, body: ["detail": .array(complaints.map(\.json))])
    }

    static let noRoute = VendorError(status: 404, body: ["detail": "Not Found"])
    static let wrongMethod = VendorError(status: 405, body: ["detail": "Method Not Allowed"])
}

// MARK: Keys and plans

extension VendorError {
    static let noKey = detailed(
        401,
        type: "authentication_error",
        code: "unauthorized",
        oldName: "needs_authorization",
        "Neither authorization header nor xi-api-key received, please provide one."
    )
    static let wrongKey = detailed(
        401,
        type: "authentication_error",
        code: "unauthorized",
        oldName: "invalid_api_key",
        "Invalid API key"
    )
    static let keyID = detailed(
        400,
        type: "authentication_error",
        code: "invalid_api_key",
        oldName: "api_key_id_used_as_api_key",
        "API key ID used as API key - only valid API keys can be used. API keys start with 'sk_' and are shown when the key is created or rotated."
    )
    static let noWorkspace = detailed(
        404,
        type: "not_found",
        code: "workspace_not_found",
        oldName: "workspace_not_found",
        "Workspace 1anonymous1 not found."
    )
    static let unusualActivity = detailed(
        401,
        type: "authentication_error",
        code: "unauthorized",
        oldName: "detected_unusual_activity",
        "Unusual activity detected. Free Tier usage disabled."
    )
    static let paidPlanRequired = detailed(
        402,
        type: "payment_required",
        code: "paid_plan_required",
        oldName: "payment_required",
        "Free users cannot use library voices via the API. Please upgrade your subscription to use this voice."
    )

    static func missingPermission(_ name: String) -> VendorError {
        detailed(
            401,
            type: "authentication_error",
            code: "unauthorized",
            oldName: "missing_permissions",
            "The API key you used is missing the permission \(name) to execute this operation."
        )
    }

    static func quota(limit: Int, left: Int, needed: Int, isNewForm: Bool) -> VendorError {
        let message =
            "This request exceeds your quota of \(limit). You have \(left) credits remaining, while \(needed) credits are required for this request."
        return isNewForm
            ? detailed(401, type: "invalid_request", code: "quota_exceeded", message)
            : old(401, "quota_exceeded", message)
    }

    static func formatNotAllowed(_ format: String, tier: String) -> VendorError {
        old(
            403,
            "output_format_not_allowed",
            "Output format '\(format)' is only available on the \(tier) tier and above"
        )
    }
}

// MARK: Load

extension VendorError {
    static func tooManyConcurrent(limit: Int) -> VendorError {
        detailed(
            429,
            type: "rate_limit_error",
            code: "concurrent_limit_exceeded",
            oldName: "too_many_concurrent_requests",
            "Too many concurrent requests. Your current subscription is associated with a maximum of \(limit) concurrent requests (running in parallel). This is done such that a single user does not overwhelm our systems and affect other users negatively. Please upgrade your subscription or contact sales if you want to increase this limit."
        )
    }

    static let busy = old(
        429,
        "system_busy",
        "We are sorry, the system is experiencing heavy traffic, please try again. Higher subscriptions have higher priority."
    )
    static let rateLimited = detailed(
        429,
        type: "rate_limit_error",
        code: "rate_limit_exceeded",
        "Rate limit exceeded."
    )
    static let crash = VendorError(
        status: 500,
        body: [
            "status": "internal_server_error",
            "message":
                "Internal Server error. All such crashes are reported to us automatically.",
        ]
    )
    static let wentWrong = old(
        500,
        "something_went_wrong",
        "We are sorry, something went wrong. You are not charged for this request."
    )
    static let maintenance = detailed(
        503,
        type: "service_unavailable",
        code: "maintenance",
        "The service is under maintenance."
    )

    static func page(_ status: Int) -> VendorError {
        VendorError(
            status: status,
            body: .null,
            contentType: "text/html; charset=UTF-8",
            text:
                "<html><head><title>\(status)</title></head><body><h1>\(status) Server Error</h1></body></html>"
        )
    }
}

// MARK: What was asked for

extension VendorError {
    static func voiceNotFound(_ id: String) -> VendorError {
        detailed(
            404,
            type: "not_found",
            code: "voice_not_found",
            oldName: "voice_not_found",
            "A voice with voice_id '\(id)' was not found."
        )
    }

    static func modelNotFound(_ id: String) -> VendorError {
        old(400, "model_not_found", "A model with model ID \(id) does not exist ...")
    }

    static func invalidUID(_ id: String) -> VendorError {
        old(
            400,
            "invalid_uid",
            "An invalid ID has been received: '\(id)'. Make sure to provide a correct one."
        )
    }

    static func noStitching(model: String) -> VendorError {
        detailed(
            400,
            type: "validation_error",
            code: "unsupported_model",
            "Providing previous_request_ids or next_request_ids is not yet supported with the '\(model)' model."
        )
    }

    static let wrongStability = old(
        400,
        "invalid_ttd_stability",
        "Invalid TTD stability value. Must be one of: [0.0, 0.5, 1.0] (0.0 = Creative, 0.5 = Natural, 1.0 = Robust)"
    )
    static let emptyText = detailed(
        400,
        type: "validation_error",
        code: "empty_text",
        "The text is empty."
    )

    static let textRefused = detailed(
        400,
        type: "validation_error",
        code: "invalid_text",
        "The text can't be spoken."
    )

    static func tooLong(_ count: Int, limit: Int) -> VendorError {
        old(
            400,
            "max_character_limit_exceeded",
            "This request's text has \(count) characters and exceeds the character limit of \(limit) characters."
        )
    }

    static func invalidSettings(_ message: String) -> VendorError {
        old(400, "invalid_voice_settings", message)
    }

    static func invalidFormat(_ format: String) -> VendorError {
        detailed(
            400,
            type: "validation_error",
            code: "invalid_output_format",
            "Output format '\(format)' is not supported."
        )
    }

    static func invalidParameters(_ message: String) -> VendorError {
        detailed(400, type: "validation_error", code: "invalid_parameters", message)
    }

    static let dictionaryNotFound = detailed(
        404,
        type: "not_found",
        code: "pronunciation_dictionary_not_found",
        oldName: "pronunciation_dictionary_not_found",
        "A pronunciation dictionary with this id and version was not found."
    )
    static let historyItemNotFound = detailed(
        404,
        type: "not_found",
        code: "history_item_not_found",
        oldName: "history_item_not_found",
        "History item with the given ID not found."
    )
}
