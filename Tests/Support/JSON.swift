import Foundation

/// A JSON document, read as a reader without our types would.
@dynamicMemberLookup
package struct JSON {
    private let value: Any?

    /// Parses a document.
    package init(_ data: Data) throws {
        value = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    }

    private init(value: Any?) { self.value = value }

    /// A member of an object; absent members are null.
    package subscript(dynamicMember key: String) -> JSON {
        JSON(value: (value as? [String: Any])?[key])
    }

    /// An element of a list; null beyond its end.
    package subscript(index: Int) -> JSON {
        let list = value as? [Any] ?? []
        return JSON(value: list.indices.contains(index) ? list[index] : nil)
    }

    package var string: String? { value as? String }
    package var number: Double? { (value as? NSNumber)?.doubleValue }
    package var integer: Int? { (value as? NSNumber)?.intValue }
    package var boolean: Bool? { (value as? NSNumber)?.boolValue }
    package var list: [JSON] { (value as? [Any] ?? []).map { JSON(value: $0) } }
    package var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
}
