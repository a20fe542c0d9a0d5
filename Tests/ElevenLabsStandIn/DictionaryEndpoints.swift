import Foundation

/// `/v1/pronunciation-dictionaries/…`.
struct DictionaryEndpoints: Sendable {
    let account: Account
    let isStrict: Bool

    func answer(_ exchange: inout Exchange, rest: [String], access: Access) async throws -> Answer {
        let permission = "pronunciation_dictionaries_read"
        switch (exchange.method, rest.count, rest.last) {
        case ("GET", 0, _):
            try access.check(exchange.key, permission: permission)
            return try await list(exchange)
        case ("GET", 1, _):
            try access.check(exchange.key, permission: permission)
            let found = try await dictionary(rest[0])
            var members = found.metadata
            members["rules"] = .array(found.latest.rules.map(\.json))
            return Answer(json: .object(members))
        case ("GET", 3, "download"):
            try access.check(exchange.key, permission: permission)
            return try await download(rest[0], version: rest[1])
        case ("POST", 1, "add-from-file"):
            let form = try exchange.form()
            try access.check(exchange.key, permission: "pronunciation_dictionaries_write")
            return try await create(fromFile: form)
        case ("POST", 1, "add-from-rules"):
            let body = try exchange.json(.namedRules, isStrict: isStrict)
            try access.check(exchange.key, permission: "pronunciation_dictionaries_write")
            return try await create(
                name: body["name"]?.string ?? "",
                description: body["description"]?.string,
                rules: try Self.rules(body["rules"])
            )
        case ("POST", 2, "add-rules"), ("POST", 2, "set-rules"), ("POST", 2, "remove-rules"):
            return try await change(&exchange, id: rest[0], verb: rest[1], access: access)
        case ("PATCH", 1, _):
            let body = try exchange.json(.dictionaryChange, isStrict: isStrict)
            try access.check(exchange.key, permission: "pronunciation_dictionaries_write")
            return try await update(rest[0], body)
        default: throw rest.count == 1 ? VendorError.wrongMethod : VendorError.noRoute
        }
    }

    private func dictionary(_ id: String) async throws(VendorError) -> PronunciationDictionary {
        guard let found = await account.dictionaries.first(where: { $0.id == id }) else {
            throw .dictionaryNotFound
        }
        return found
    }

    private func list(_ exchange: Exchange) async throws -> Answer {
        let size = try exchange.integer("page_size", in: 1...100, default: 30)
        var all = await account.dictionaries
        if exchange.query("include_archived") == "false" {
            all = all.filter { $0.archivedAt == nil }
        }
        if exchange.query("sort") == "name" { all.sort { $0.name < $1.name } }
        if exchange.query("sort_direction")?.uppercased() != "ASCENDING" { all.reverse() }
        let start = exchange.query("cursor").flatMap { Int($0) } ?? 0
        let page = all.dropFirst(start).prefix(size)
        let end = start + page.count
        return Answer(json: [
            "pronunciation_dictionaries": .array(page.map { .object($0.metadata) }),
            "next_cursor": end < all.count ? .string(String(end)) : .null,
            "has_more": .bool(end < all.count),
        ])
    }

    private func download(_ id: String, version versionID: String) async throws -> Answer {
        let found = try await dictionary(id)
        guard let version = found.versions.first(where: { $0.id == versionID }) else {
            throw VendorError.dictionaryNotFound
        }
        var answer = Answer(
            bytes: Data(PLSFile.text(of: version.rules).utf8),
            contentType: "text/plain; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = "attachment; filename=\"\(found.name).pls\""
        return answer
    }

    private func create(fromFile form: [FormPart]) async throws -> Answer {
        guard let name = form.first(where: { $0.name == "name" })?.text else {
            throw VendorError.invalid([
                Shape.Complaint(
                    type: "missing",
                    location: ["body", "name"],
                    message: "Field required",
                    input: .null,
                    context: nil
                )
            ])
        }
        let file = form.first { $0.name == "file" }
        guard let rules = file.map({ PLSFile.rules(in: $0.content) }) ?? [] else {
            throw VendorError.invalidParameters("The file is not a valid lexicon.")
        }
        return try await create(
            name: name,
            description: form.first { $0.name == "description" }?.text,
            rules: rules
        )
    }

    private func create(
        name: String,
        description: String?,
        rules: [PronunciationDictionary.Rule]
    ) async throws -> Answer {
        let made = await account.addDictionary(name: name, description: description, rules: rules)
        return Answer(json: [
            "id": .string(made.id), "name": .string(name), "created_by": "standin",
            "creation_time_unix": .integer(made.createdAt), "version_id": .string(made.latest.id),
            "version_rules_num": .integer(rules.count), "description": .optional(description),
            "permission_on_resource": "admin",
        ])
    }

    private static func rules(_ json: JSON?) throws(VendorError) -> [PronunciationDictionary.Rule] {
        var rules: [PronunciationDictionary.Rule] = []
        for (index, item) in (json?.array ?? []).enumerated() {
            guard let rule = PronunciationDictionary.Rule(item) else {
                throw .invalid([
                    Shape.Complaint(
                        type: "missing",
                        location: ["body", "rules", .integer(index)],
                        message: "Field required",
                        input: item,
                        context: nil
                    )
                ])
            }
            rules.append(rule)
        }
        return rules
    }

    private func change(
        _ exchange: inout Exchange,
        id: String,
        verb: String,
        access: Access
    ) async throws -> Answer {
        let shape: Shape = verb == "remove-rules" ? .ruleStrings : .rules
        let body = try exchange.json(shape, isStrict: isStrict)
        try access.check(exchange.key, permission: "pronunciation_dictionaries_write")
        var rules = try await dictionary(id).latest.rules
        switch verb {
        case "remove-rules":
            let gone = Set((body["rule_strings"]?.array ?? []).compactMap(\.string))
            rules.removeAll { gone.contains($0.written) }
        case "set-rules": rules = try Self.rules(body["rules"])
        default:
            for rule in try Self.rules(body["rules"]) {
                if let index = rules.firstIndex(where: { $0.written == rule.written }) {
                    rules[index] = rule
                } else {
                    rules.append(rule)
                }
            }
        }
        guard let version = await account.addVersion(of: id, rules: rules) else {
            throw VendorError.dictionaryNotFound
        }
        return Answer(json: [
            "id": .string(id), "version_id": .string(version.id),
            "version_rules_num": .integer(version.rules.count),
        ])
    }

    private func update(_ id: String, _ body: JSON) async throws -> Answer {
        let changed = await account.updateDictionary(
            id,
            name: body["name"]?.string,
            isArchived: body["archived"]?.bool
        )
        guard let changed else { throw VendorError.dictionaryNotFound }
        return Answer(json: .object(changed.metadata))
    }
}
