import Foundation

/// `GET /v1/models`, `/v1/user` and `/v1/user/subscription`.
struct AccountEndpoints: Sendable {
    let account: Account

    func answer(
        _ exchange: Exchange,
        family: String,
        rest: [String],
        access: Access
    ) async throws -> Answer {
        switch (family, rest) {
        case ("models", []):
            guard exchange.method == "GET" else { throw VendorError.wrongMethod }
            guard exchange.key != nil else { throw VendorError.noWorkspace }
            try access.check(exchange.key, permission: "models_read")
            return Answer(json: .array(CatalogModel.all.map(\.json)))
        case ("user", []):
            try access.check(exchange.key, permission: "user_read")
            return Answer(json: [
                "user_id": "standin", "subscription": .object(await subscription),
                "is_new_user": false, "can_use_delayed_payment_methods": false,
                "is_onboarding_completed": true, "is_onboarding_checklist_completed": true,
                "created_at": 1_700_000_000, "seat_type": "workspace_admin",
                "first_name": "Narrate", "is_api_key_hashed": false,
                "xi_api_key_preview": .string(String(exchange.key?.suffix(4) ?? "")),
            ])
        case ("user", ["subscription"]):
            try access.check(exchange.key, permission: "user_read")
            var members = await subscription
            members["open_invoices"] = []
            members["has_open_invoices"] = false
            members["next_invoice"] = .null
            members["pending_change"] = .null
            return Answer(json: .object(members))
        default: throw VendorError.noRoute
        }
    }

    private var subscription: [String: JSON] {
        get async {
            let plan = account.options.plan
            return [
                "tier": .string(plan.tier), "character_count": .integer(await account.used),
                "character_limit": .integer(plan.credits),
                "next_character_count_reset_unix": .integer(Int(await account.now) + 12 * 86_400),
                "max_character_limit_extension": .null, "max_credit_limit_extension": 0,
                "can_extend_character_limit": .bool(plan.rank >= 2),
                "allowed_to_extend_character_limit": false, "voice_slots_used": 0,
                "professional_voice_slots_used": 0,
                "professional_voice_slots_used_in_workspace": 0, "voice_limit": 30,
                "voice_add_edit_counter": 0, "professional_voice_limit": 1,
                "can_extend_voice_limit": false, "can_use_instant_voice_cloning": true,
                "can_use_professional_voice_cloning": .bool(plan.rank >= 2),
                "current_overage": ["amount": "0", "currency": "usd"],
                "status": .string(plan.rank == 0 ? "free" : "active"), "currency": "usd",
                "billing_period": "monthly_period",
                "character_refresh_period": "monthly_period",
            ]
        }
    }
}
