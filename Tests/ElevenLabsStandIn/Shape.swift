/// What the vendor's schema wants of a JSON value, and the complaints it makes (HTTP 422).
indirect enum Shape: Sendable {
    case string
    case integer
    case number(ClosedRange<Double>?)
    case boolean
    case oneOf([String])
    case list(Shape)
    case object([Field])
    case nullable(Shape)

    /// A member of an object.
    struct Field: Sendable {
        var name: String
        var shape: Shape
        var isRequired = false
    }

    /// A complaint in the vendor's words.
    struct Complaint: Sendable {
        var type: String
        var location: [JSON]
        var message: String
        var input: JSON
        var context: JSON?

        var json: JSON {
            var members: [String: JSON] = [
                "type": .string(type), "loc": .array(location), "msg": .string(message),
                "input": input,
            ]
            members["ctx"] = context
            return .object(members)
        }
    }

    func complaints(about value: JSON, at location: [JSON]) -> [Complaint] {
        switch (self, value) {
        case (.nullable, .null): return []
        case (.nullable(let shape), _): return shape.complaints(about: value, at: location)
        case (.list(let shape), .array(let items)):
            return items.enumerated().flatMap { index, item in
                shape.complaints(about: item, at: location + [.integer(index)])
            }
        case (.object(let fields), .object(let members)):
            return fields.flatMap { $0.complaints(about: value, members: members, at: location) }
        default:
            guard var complaint = complaint(about: value) else { return [] }
            complaint.location = location
            return [complaint]
        }
    }

    /// What is wrong with a value that holds no others; its place is not filled in.
    private func complaint(about value: JSON) -> Complaint? {
        switch (self, value) {
        case (.string, .string), (.integer, .integer), (.boolean, .bool): nil
        case (.string, _): Complaint("string_type", "Input should be a valid string", value)
        case (.integer, _): Complaint("int_type", "Input should be a valid integer", value)
        case (.boolean, _): Complaint("bool_type", "Input should be a valid boolean", value)
        case (.list, _): Complaint("list_type", "Input should be a valid list", value)
        case (.oneOf(let words), _): Self.complaint(about: value, notIn: words)
        case (.number(let range), _): Self.complaint(about: value, outside: range)
        default:
            Complaint(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                value
            )
        }
    }

    private static func complaint(about value: JSON, notIn words: [String]) -> Complaint? {
        if let word = value.string, words.contains(word) { return nil }
        let wanted = words.map { "'\($0)'" }.joined(separator: ", ")
        return Complaint("enum", "Input should be \(wanted)", value, ["expected": .string(wanted)])
    }

    private static func complaint(
        about value: JSON,
        outside range: ClosedRange<Double>?
    ) -> Complaint? {
        guard let number = value.number else {
            return Complaint("float_type", "Input should be a valid number", value)
        }
        guard let range, !range.contains(number) else { return nil }
        let isAbove = number > range.upperBound
        let bound = isAbove ? range.upperBound : range.lowerBound
        let relation = isAbove ? "less" : "greater"
        return Complaint(
            "\(relation)_than_equal",
            "Input should be \(relation) than or equal to \(Int(bound))",
            value,
            [isAbove ? "le" : "ge": .number(bound)]
        )
    }

    /// Names in a value that the schema does not know, which the vendor does not mind.
    func unknownNames(in value: JSON) -> [String] {
        switch (self, value) {
        case (.nullable(let shape), _): shape.unknownNames(in: value)
        case (.list(let shape), .array(let items)): items.flatMap { shape.unknownNames(in: $0) }
        case (.object(let fields), .object(let members)):
            members.keys.sorted().flatMap { name -> [String] in
                guard let field = fields.first(where: { $0.name == name }),
                    let value = members[name]
                else { return [name] }
                return field.shape.unknownNames(in: value)
            }
        default: []
        }
    }
}

extension Shape.Complaint {
    fileprivate init(
        _ type: String,
        _ message: String,
        _ input: JSON,
        _ context: [String: JSON]? = nil
    ) {
        self.init(
            type: type,
            location: [],
            message: message,
            input: input,
            context: context.map(JSON.object)
        )
    }
}

extension Shape.Field {
    fileprivate func complaints(
        about parent: JSON,
        members: [String: JSON],
        at location: [JSON]
    ) -> [Shape.Complaint] {
        guard let value = members[name] else {
            guard isRequired else { return [] }
            return [
                Shape.Complaint(
                    type: "missing",
                    location: location + [.string(name)],
                    message: "Field required",
                    input: parent,
                    context: nil
                )
            ]
        }
        return shape.complaints(about: value, at: location + [.string(name)])
    }
}
