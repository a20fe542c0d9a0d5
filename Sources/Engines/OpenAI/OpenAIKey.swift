/// A bearer token, which never shows itself.
struct OpenAIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let secret: String

    /// `nil` when nothing is left without the white space around it, or it can't go into a header.
    init?(_ text: String) {
        let key = text.trimmed
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        secret = key
    }

    var description: String { "[key]" }
    var debugDescription: String { "[key]" }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// A text without the key, should it hold it.
    func removed(from text: String) -> String { text.replacing(secret, with: "[key]") }
}
