/// Something in a source that is not as it should be, and did not stop the reading.
package struct SourceWarning: Sendable, Equatable, Codable {
    /// A stable word for scripts, such as `missing-nav`.
    package var code: String
    /// One sentence: what was found, where, what was done.
    package var message: String
    /// Document it was found in.
    package var source: String?

    /// Creates a warning.
    package init(code: String, message: String, source: String? = nil) {
        self.code = code
        self.message = message
        self.source = source
    }
}
