/// A JSON document whose keys stay in the order they were given.
indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written with at most three decimals; `null` when it is not finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A key and its value.
    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONValue
    }

    /// An object of pairs.
    static func object(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members(pairs))
    }

    /// The members of an object of pairs.
    static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> [Member] {
        pairs.map { Member(key: $0.key, value: $0.value) }
    }

    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

    /// The document with one value a line, indented by two spaces, ended by a newline.
    var document: [UInt8] {
        var text = ""
        write(to: &text, indentation: 0)
        return Array((text + "\n").utf8)
    }

    private func write(to text: inout String, indentation: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.spelled(value)
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            Self.write(values.count, "[", "]", to: &text, indentation) { position, text in
                values[position].write(to: &text, indentation: indentation + 1)
            }
        case .object(let members):
            Self.write(members.count, "{", "}", to: &text, indentation) { position, text in
                Self.write(members[position].key, to: &text)
                text += ": "
                members[position].value.write(to: &text, indentation: indentation + 1)
            }
        }
    }

    private static func write(
        _ count: Int,
        _ opening: String,
        _ closing: String,
        to text: inout String,
        _ indentation: Int,
        element: (Int, inout String) -> Void
    ) {
        text += opening
        for position in 0..<count {
            text += position == 0 ? "\n" : ",\n"
            text += String(repeating: "  ", count: indentation + 1)
            element(position, &text)
        }
        if count > 0 { text += "\n" + String(repeating: "  ", count: indentation) }
        text += closing
    }

    private static func spelled(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "null" }
        let thousandths = (value * 1000).rounded()
        guard thousandths.truncatingRemainder(dividingBy: 1000) != 0 else {
            return String(Int(thousandths / 1000))
        }
        return String(thousandths / 1000)
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let hex = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
