/// Why a chapter could not be made.
package struct AssembleError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is.
    package enum Code: String, Sendable {
        /// There is nothing to join.
        case empty
        /// The disk refused the file (exit 74).
        case unwritable
        /// The encoder can't make what is asked for.
        case unsupported
        /// The encoder failed on sound samples.
        case failed
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String

    /// Creates an error.
    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

extension AssembleError {
    static func empty(_ path: String) -> Self {
        Self(code: .empty, message: "'\(path)' would have no audio: the chapter has no takes")
    }

    static func unwritable(_ path: String, reason: String) -> Self {
        Self(code: .unwritable, message: "can't write '\(path)': \(reason)")
    }

    static func unsupported(_ what: String) -> Self {
        Self(code: .unsupported, message: "LAME can't encode \(what)")
    }

    static func unspliceable(_ path: String, _ why: String) -> Self {
        Self(
            code: .unsupported,
            message: "'\(path)' can't be joined without re-encoding: \(why)"
        )
    }

    static func failed(_ what: String) -> Self {
        Self(code: .failed, message: "LAME failed: \(what)")
    }
}
