import Glibc

/// Why a release could not be delivered.
package struct DeliveryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is; decides the exit code.
    package enum Code: String, Sendable {
        /// A destination or a time that can't be used (exit 64).
        case usage
        /// The store could not be reached, after retries (exit 69); resumable.
        case unreachable
        /// The destination does not exist, can't be made, or holds something else (exit 73).
        case cantCreate
        /// Reading or writing failed, a full disk included (exit 74); resumable.
        case storage
        /// The store refused: key, permission, clock, region (exit 77).
        case refused
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

extension DeliveryError {
    static func failed(_ action: String, _ path: String, errno number: Int32) -> DeliveryError {
        let isPlace = [EACCES, EROFS, ENOTDIR, EPERM].contains(number)
        return DeliveryError(
            code: isPlace ? .cantCreate : .storage,
            message: "can't \(action) '\(path)': \(String(cString: strerror(number)))"
        )
    }

    static func otherRelease(_ place: String, _ owner: String) -> DeliveryError {
        DeliveryError(
            code: .cantCreate,
            message: "'\(place)' holds another release, that of '\(owner)'",
            hint: "give each its own place, such as \(place)/\(Destination.placeholder)"
        )
    }
}
