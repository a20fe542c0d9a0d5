/// Something about a lexicon that its author should know.
package struct LexiconFinding: Sendable, Equatable, Codable {
    package var severity: Finding.Severity
    /// A stable word for scripts, such as `duplicate` or `unknown-symbol`.
    package var code: String
    /// One sentence: what was found, what happens to it.
    package var message: String
    /// File it was found in.
    package var source: String
    /// Line in it, from 1.
    package var line: Int?

    /// Creates a finding.
    package init(
        severity: Finding.Severity,
        code: String,
        message: String,
        source: String,
        line: Int? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.source = source
        self.line = line
    }
}
