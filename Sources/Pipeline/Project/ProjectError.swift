import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why a project can't be worked on.
package struct ProjectError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; decides the exit code.
    package enum Code: String, Sendable {
        /// The options contradict each other or name something unknown (exit 64).
        case usage
        /// The output can't be created (exit 73).
        case cantCreate
        /// Reading or writing failed, disk full included (exit 74).
        case storage
        /// Another run holds it (exit 75).
        case locked
        /// The budget is used up (exit 75).
        case budget
        /// The first takes all have the same fault (exit 75).
        case faultyTakes
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String
    /// What the user can do.
    package var hint: String?

    /// Creates an error.
    package init(code: Code, message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    package var description: String { hint.map { "\(message); \($0)" } ?? message }
}

extension ProjectError {
    static func cantCreate(_ path: String, _ error: any Error) -> Self {
        Self(
            code: .cantCreate,
            message: "can't create '\(path)': \(reason(of: error))",
            hint: "choose another place with --output or --project"
        )
    }

    static func storage(_ what: String, errno code: Int32) -> Self {
        Self(code: .storage, message: "\(what): \(String(cString: strerror(code)))")
    }

    /// The system's own words for an error of the file manager.
    private static func reason(of error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        if let system = error.underlying as? POSIXError {
            return String(cString: strerror(system.code.rawValue))
        }
        switch error.code {
        case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "no space left on device"
        case .fileWriteVolumeReadOnly: return "read-only file system"
        case .fileWriteFileExists: return "a file of that name is in the way"
        default: return "the system refused (\(error.code.rawValue))"
        }
    }
}
