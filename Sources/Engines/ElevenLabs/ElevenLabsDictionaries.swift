import NarrateModel

/// A pronunciation dictionary of the account.
package struct ElevenLabsDictionary: Decodable, Sendable, Equatable {
    package var id: String
    package var name: String
    /// The version that was made, or the newest one.
    package var version: String
    package var ruleCount: Int
    package var isArchived: Bool

    private enum CodingKeys: String, CodingKey {
        case id, name, version_id, version_rules_num, latest_version_id, latest_version_rules_num
        case archived_time_unix
    }

    /// Reads the service's answer: a made dictionary and a listed one are spelled differently.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
        version =
            try container.decodeIfPresent(String.self, forKey: .version_id)
            ?? container.decode(String.self, forKey: .latest_version_id)
        ruleCount =
            try container.decodeIfPresent(Int.self, forKey: .version_rules_num)
            ?? container.decodeIfPresent(Int.self, forKey: .latest_version_rules_num) ?? 0
        isArchived = try container.decodeIfPresent(Int.self, forKey: .archived_time_unix) != nil
    }

    /// The dictionary in this version, to be named in requests.
    package var locator: ElevenLabsLocator { ElevenLabsLocator(dictionary: id, version: version) }
}

/// A rule of a dictionary.
package struct ElevenLabsRule: Encodable, Sendable, Equatable {
    package var type: String
    package var string_to_replace: String
    package var alias: String?
    package var phoneme: String?
    package var alphabet: String?

    /// Rules for the written forms of a lexeme.
    ///
    /// - Returns: An empty list for phonemes that the model would not speak: in an alphabet the
    ///   service does not read, or with a model that drops the word.
    package static func rules(for lexeme: Lexeme, model: String) -> [ElevenLabsRule] {
        lexeme.graphemes.compactMap { grapheme in
            switch lexeme.pronunciation {
            case .alias(let alias):
                return ElevenLabsRule(type: "alias", string_to_replace: grapheme, alias: alias)
            case .phonemes(let phonemes, let alphabet):
                let names = [
                    "ipa": "ipa", "cmu-arpabet": "cmu-arpabet", "x-cmu-arpabet": "cmu-arpabet",
                ]
                guard let name = names[alphabet.lowercased()],
                    ElevenLabsModel(id: model).takesPhonemes
                else { return nil }
                return ElevenLabsRule(
                    type: "phoneme",
                    string_to_replace: grapheme,
                    phoneme: phonemes,
                    alphabet: name
                )
            }
        }
    }
}

extension ElevenLabsEngine {
    private static let dictionaries = "/v1/pronunciation-dictionaries"

    /// Makes a dictionary from a PLS file.
    package func addDictionary(
        name: String,
        file: String,
        content: [UInt8]
    ) async throws -> ElevenLabsDictionary {
        var form = MultipartForm(boundary: Self.boundary(for: content))
        form.append("name", name)
        form.append("file", file: file, type: "application/pls+xml", content: content)
        return try await connection.value(
            "POST",
            "\(Self.dictionaries)/add-from-file",
            body: .init(bytes: form.bytes, contentType: form.contentType)
        )
    }

    /// Makes a dictionary from rules, which apply in their order, the first that fits.
    package func addDictionary(
        name: String,
        rules: [ElevenLabsRule]
    ) async throws -> ElevenLabsDictionary {
        struct Body: Encodable {
            var name: String
            var rules: [ElevenLabsRule]
        }
        return try await connection.value(
            "POST",
            "\(Self.dictionaries)/add-from-rules",
            body: .json(Body(name: name, rules: rules))
        )
    }

    /// The dictionary of that name and as many rules, made if there is none.
    ///
    /// The name must tell the contents, as a digest does: rules are not compared one by one.
    package func dictionary(
        named name: String,
        rules: [ElevenLabsRule]
    ) async throws -> ElevenLabsDictionary {
        let known = try await dictionaries().first {
            $0.name == name && $0.ruleCount == rules.count
        }
        if let known { return known }
        return try await addDictionary(name: name, rules: rules)
    }

    /// Adds rules to a dictionary; one with the same written form replaces the old one.
    /// - Returns: The dictionary in its new version.
    package func addRules(
        _ rules: [ElevenLabsRule],
        to dictionary: String
    ) async throws -> ElevenLabsDictionary {
        struct Body: Encodable { var rules: [ElevenLabsRule] }
        return try await connection.value(
            "POST",
            "\(Self.dictionaries)/\(PercentCoding.encoded(dictionary))/add-rules",
            body: .json(Body(rules: rules))
        )
    }

    /// Takes the rules of written forms out of a dictionary.
    /// - Returns: The dictionary in its new version.
    package func removeRules(
        _ written: [String],
        from dictionary: String
    ) async throws -> ElevenLabsDictionary {
        struct Body: Encodable { var rule_strings: [String] }
        return try await connection.value(
            "POST",
            "\(Self.dictionaries)/\(PercentCoding.encoded(dictionary))/remove-rules",
            body: .json(Body(rule_strings: written))
        )
    }

    /// The dictionaries of the account that are not archived.
    package func dictionaries() async throws -> [ElevenLabsDictionary] {
        struct Page: Decodable, Sendable {
            var pronunciation_dictionaries: [ElevenLabsDictionary]
            var next_cursor: String?
            var has_more: Bool?
        }
        var all: [ElevenLabsDictionary] = []
        var cursor: String?
        for _ in 0..<200 {
            var query = [("page_size", "100"), ("include_archived", "false")]
            if let cursor { query.append(("cursor", cursor)) }
            let page: Page = try await connection.value("GET", Self.dictionaries, query: query)
            all += page.pronunciation_dictionaries
            guard page.has_more == true, let next = page.next_cursor, next != cursor else { break }
            cursor = next
        }
        return all.filter { !$0.isArchived }
    }

    /// Puts a dictionary out of use; the service deletes none.
    package func archiveDictionary(_ dictionary: String) async throws {
        struct Body: Encodable { var archived = true }
        let _: ElevenLabsDictionary = try await connection.value(
            "PATCH",
            "\(Self.dictionaries)/\(PercentCoding.encoded(dictionary))",
            body: .json(Body())
        )
    }

    /// A line that does not occur in the content.
    private static func boundary(for content: [UInt8]) -> String {
        var boundary = "narrate-part"
        while content.firstRange(of: Array(boundary.utf8)) != nil { boundary += "-and-more" }
        return boundary
    }
}
