import Foundation

/// A dictionary and all its versions; the newest is last.
struct PronunciationDictionary: Sendable {
    var id: String
    var name: String
    var description: String?
    var createdAt: Int
    var archivedAt: Int?
    var versions: [Version]

    /// The rules at one time.
    struct Version: Sendable {
        var id: String
        var rules: [Rule]
    }

    /// What to say for a written form.
    struct Rule: Sendable {
        var written: String
        var alias: String?
        var phoneme: String?
        var alphabet: String?
        var isCaseSensitive = true
        var needsWordBoundaries = true
    }

    var latest: Version { versions[versions.count - 1] }

    var metadata: [String: JSON] {
        [
            "id": .string(id), "latest_version_id": .string(latest.id),
            "latest_version_rules_num": .integer(latest.rules.count), "name": .string(name),
            "permission_on_resource": "admin", "created_by": "standin",
            "creation_time_unix": .integer(createdAt),
            "archived_time_unix": archivedAt.map(JSON.integer) ?? .null,
            "description": .optional(description),
        ]
    }
}

extension PronunciationDictionary.Rule {
    /// A rule of a JSON request; `nil` when its type and members disagree.
    init?(_ json: JSON) {
        guard let written = json["string_to_replace"]?.string else { return nil }
        self.written = written
        alias = json["alias"]?.string
        phoneme = json["phoneme"]?.string
        alphabet = json["alphabet"]?.string
        isCaseSensitive = json["case_sensitive"]?.bool ?? true
        needsWordBoundaries = json["word_boundaries"]?.bool ?? true
        switch json["type"]?.string {
        case "alias": guard alias != nil else { return nil }
        case "phoneme": guard phoneme != nil, alphabet != nil else { return nil }
        default: return nil
        }
    }

    var json: JSON {
        var members: [String: JSON] = [
            "string_to_replace": .string(written), "case_sensitive": .bool(isCaseSensitive),
            "word_boundaries": .bool(needsWordBoundaries),
            "type": .string(alias == nil ? "phoneme" : "alias"),
        ]
        members["alias"] = alias.map(JSON.string)
        members["phoneme"] = phoneme.map(JSON.string)
        members["alphabet"] = alphabet.map(JSON.string)
        return .object(members)
    }
}

extension PronunciationDictionary.Version {
    /// A text as it is said: at each place the first rule that fits, once.
    func applied(to text: String, takesPhonemes: Bool) -> String {
        var result = ""
        var rest = text[...]
        var previous: Character?
        while let first = rest.first {
            guard let rule = rules.first(where: { $0.fits(rest, after: previous) }) else {
                result.append(first)
                previous = first
                rest = rest.dropFirst()
                continue
            }
            // A phoneme rule where the model has none drops the word.
            let kept = takesPhonemes ? rule.written : ""
            result += rule.alias ?? kept
            previous = rule.written.last
            rest = rest.dropFirst(rule.written.count)
        }
        return result
    }
}

extension PronunciationDictionary.Rule {
    fileprivate func fits(_ rest: Substring, after previous: Character?) -> Bool {
        guard !written.isEmpty else { return false }
        let start = rest.prefix(written.count)
        let isSame =
            isCaseSensitive ? start == written : start.lowercased() == written.lowercased()
        guard isSame, needsWordBoundaries else { return isSame }
        let next = rest.dropFirst(written.count).first
        return ![previous, next].contains { $0.map { $0.isLetter || $0.isNumber } ?? false }
    }
}
