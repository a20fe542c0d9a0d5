/// A text in valid UTF-8, and what had to be done to get it.
struct DecodedText {
    var bytes: [UInt8]
    /// The encoding it was read in.
    var encoding: String
    /// Bytes that are not valid in that encoding and were replaced or read as windows-1252.
    var invalidBytes = 0
    /// Whether the encoding was guessed.
    var isGuessed = false

    /// Whether there are control characters that no text should have.
    var hasControls: Bool { bytes.withUnsafeBufferPointer { ByteScan.hasControls($0) } }

    /// A warning about it, or `nil` when all is well.
    func warning(source: String) -> String? {
        guard invalidBytes > 0 else {
            guard isGuessed else { return nil }
            return "'\(source)' does not say its encoding; it is read as \(encoding), "
                + "another is named with --encoding"
        }
        let bytes = invalidBytes == 1 ? "1 byte" : "\(invalidBytes) bytes"
        return "'\(source)' has \(bytes) not valid in \(encoding); the text around is kept"
    }
}
