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
        fields.last { Self.isSame($0.name, name) }?.value
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { folded($0) == folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// Adds a field from a line of a response head; lines that are none are ignored.
    mutating func append(line: String) {
        let bytes = line.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return }
        append(
            String(Substring(bytes[..<colon])).trimmed,
            String(Substring(bytes[colon...].dropFirst())).trimmed
        )
    }
}

extension String {
    /// The string without white space, line ends and no-break spaces at both ends.
    var trimmed: String {
        var rest = unicodeScalars[...]
        while let first = rest.first, Self.isBlank(first) { rest.removeFirst() }
        while let last = rest.last, Self.isBlank(last) { rest.removeLast() }
        return String(rest)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        // The table of properties is far away, and most of what comes is ASCII.
        scalar.isASCII
            ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }
}
