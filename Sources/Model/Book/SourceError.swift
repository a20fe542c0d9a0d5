/// A source, lexicon or manifest that can't be used.
package struct SourceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is; decides the exit code.
    package enum Code: String, Sendable {
        /// It does not exist or can't be read (exit 66).
        case unreadable
        /// It is not valid, or holds nothing to narrate (exit 65).
        case invalid
        /// A part of it is not what it was when it was packed (exit 65).
        case damaged
    }

    package var code: Code
    /// One sentence, lower case, no full stop: what was found, where, what was expected.
    package var message: String
    /// The file it is about.
    package var source: String?
    /// What the user can do.
    package var hint: String?

    /// Creates an error.
    package init(code: Code, message: String, source: String? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.source = source
        self.hint = hint
    }

    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
