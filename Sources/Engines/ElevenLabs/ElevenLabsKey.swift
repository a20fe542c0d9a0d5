import NarrateModel

/// An API key of ElevenLabs, which never shows itself.
package struct ElevenLabsKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let secret: String

    /// Creates a key from what the user gave, white space around it removed.
    ///
    /// Keys of the vendor's own hosts have a known shape; those of other addresses may have any.
    /// - Throws: `EngineError.refused` when it can't be a key.
    package init(
        _ text: String,
        baseURL: String = ElevenLabsOptions.vendorURL
    ) throws(EngineError) {
        let key = text.trimmed
        guard !key.isEmpty else { throw .refusedKey("the API key is empty") }
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .refusedKey("the API key holds spaces or characters that no key has")
        }
        secret = key
        let host = HTTPError.host(of: baseURL)
        guard host.hasSuffix("elevenlabs.io") else { return }
        if key.count == 64, key.allSatisfy(\.isHexDigit) {
            throw .refusedKey("this is the id of an API key, not the key")
        }
        guard key.hasPrefix("sk_") else {
            throw .refusedKey("this is not an API key: keys begin with 'sk_'")
        }
    }

    package var description: String { "[key]" }
    package var debugDescription: String { "[key]" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// A text without the key, should it hold it.
    func removed(from text: String) -> String { text.replacing(secret, with: "[key]") }
}

extension EngineError {
    fileprivate static func refusedKey(_ message: String) -> EngineError {
        EngineError(
            code: .refused,
            message: message,
            hint: "copy the key that is shown once when it is made or rotated"
        )
    }
}
