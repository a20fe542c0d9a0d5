/// Header fields in the order they came; names compare without regard to case (RFC 9110, 5.1).
package struct HTTPHeaders: Sendable, Equatable {
    /// One header field.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    package private(set) var fields: [Field] = []

    /// Creates headers from names and values.
    package init(_ fields: KeyValuePairs<String, String> = [:]) {
        for (name, value) in fields { append(name, value) }
    }

    /// Adds a field after the others.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The value of the last field of that name, or `nil`.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return fields.last { $0.name.lowercased() == wanted }?.value
    }

    /// Adds a field from a line of a response head; lines that are none are ignored.
    mutating func append(line: some StringProtocol) {
        guard let colon = line.firstIndex(of: ":") else { return }
        append(
            String(line[..<colon]).trimmed,
            String(line[line.index(after: colon)...]).trimmed
        )
    }
}

extension String {
    /// The string without white space, line ends and no-break spaces at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
