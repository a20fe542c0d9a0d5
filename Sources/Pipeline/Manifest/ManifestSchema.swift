import NarratePublish

/// The manifest's keys as a JSON Schema (draft 7), by which editors complete and check it.
package enum ManifestSchema {
    /// The schema as a JSON document.
    package static var json: String { schema.text + "\n" }

    private static let schema = SchemaNode.object([
        ("$schema", .string("http://json-schema.org/draft-07/schema#")),
        ("title", .string("narrate.yaml")),
        ("description", .string("The manifest of a project or a batch of narrate.")),
        ("type", .string("object")),
        ("properties", properties(of: ManifestKeys.batch)),
        ("additionalProperties", .boolean(false)),
        ("anyOf", .list([required("source"), required("projects")])),
        ("definitions", .object([("project", project)])),
    ])

    private static let project = SchemaNode.object([
        ("type", .string("object")),
        ("properties", properties(of: ManifestKeys.project)),
        ("required", .list([.string("source")])),
        ("additionalProperties", .boolean(false)),
    ])

    private static func required(_ key: String) -> SchemaNode {
        .object([("required", .list([.string(key)]))])
    }

    private static func properties(of keys: [ManifestKey]) -> SchemaNode {
        .object(
            keys.map { key in
                guard case .object(let members) = node(for: key.holds) else {
                    return (key.name, node(for: key.holds))
                }
                return (key.name, .object([("description", .string(key.about))] + members))
            }
        )
    }

    /// YAML reads some texts as numbers or truths: those are texts, too.
    private static let text = type("string", "number", "boolean")

    private static func type(_ names: String...) -> SchemaNode {
        .object([("type", names.count == 1 ? .string(names[0]) : .list(names.map { .string($0) }))])
    }

    private static func oneOrMore(_ item: SchemaNode) -> SchemaNode {
        .object([("anyOf", .list([item, list(of: item)]))])
    }

    private static func list(of item: SchemaNode) -> SchemaNode {
        .object([("type", .string("array")), ("items", item)])
    }

    private static func among(_ values: [SchemaNode]) -> SchemaNode {
        .object([("enum", .list(values))])
    }

    private static func node(for value: ManifestValue) -> SchemaNode {
        switch value {
        case .text, .path: text
        case .texts, .paths: oneOrMore(text)
        case .boolean: type("boolean")
        case .integer(let range):
            .object([
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ])
        case .oneInteger(let known): among(known.map { .integer($0) })
        case .number(let range):
            .object([
                ("type", .string("number")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ])
        case .word(let words): among(spelled(words))
        case .switching(let words):
            among(words.map { .string($0) } + [.boolean(true), .boolean(false)])
        case .words(let words): oneOrMore(among(spelled(words)))
        case .form(let pattern, _):
            // A number where YAML reads `22:00` by sixties, or a single chapter.
            .object([
                (
                    "anyOf",
                    .list([
                        .object([("type", .string("string")), ("pattern", .string(pattern))]),
                        type("integer"),
                    ])
                )
            ])
        case .section(let keys):
            .object([
                ("type", .string("object")), ("properties", properties(of: keys)),
                ("additionalProperties", .boolean(false)),
            ])
        case .named(let held):
            .object([("type", .string("object")), ("additionalProperties", node(for: held))])
        case .either(let values): .object([("anyOf", .list(values.map(node)))])
        case .projects:
            .object([
                ("type", .string("array")), ("minItems", .integer(1)),
                (
                    "items",
                    .object([
                        (
                            "anyOf",
                            .list([
                                type("string"),
                                .object([("$ref", .string("#/definitions/project"))]),
                            ])
                        )
                    ])
                ),
            ])
        }
    }

    /// Words, with the numbers that YAML makes of some.
    private static func spelled(_ words: [String]) -> [SchemaNode] {
        words.map { .string($0) } + words.compactMap { Double($0) }.map { .number($0) }
    }
}

/// A piece of the schema; members keep their order.
private indirect enum SchemaNode {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([SchemaNode])
    case object([(String, SchemaNode)])

    /// The piece as JSON.
    var text: String { text(indent: "") }

    private func text(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .string(let value): return Self.quoted(value)
        case .integer(let value): return String(value)
        case .number(let value): return String(value)
        case .boolean(let value): return String(value)
        case .list(let values):
            return "[\(values.map { $0.text(indent: inner) }.joined(separator: ", "))]"
        case .object(let members):
            let lines = members.map { "\(inner)\(Self.quoted($0)): \($1.text(indent: inner))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "\""
    }
}
