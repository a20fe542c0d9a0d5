/// Small pieces of XML 1.0.
enum XMLText {
    /// Text without markup and without the characters that XML can't hold in any spelling.
    static func escaped(_ text: String) -> String {
        var allowed = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !(0xFFFE...0xFFFF).contains(scalar.value) {
            allowed.append(scalar)
        }
        return HTML.escaped(String(allowed))
    }

    /// An element with text, on a line of its own; none for an empty text.
    static func element(_ name: String, _ text: String?, _ attributes: String = "") -> String {
        guard let text, !text.isEmpty else { return "" }
        return "<\(name)\(attributes)>\(escaped(text))</\(name)>\n"
    }

    /// An element without content, on a line of its own.
    static func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
        let list = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
        return "<\(name)\(list)/>\n"
    }
}
