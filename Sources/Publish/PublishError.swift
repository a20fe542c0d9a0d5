import Glibc

/// Why a release could not be written or read.
package struct PublishError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is; decides the exit code.
    package enum Code: String, Sendable {
        /// The release folder can't be made or written to (exit 73).
        case cannotCreate
        /// Reading or writing failed, a full disk included (exit 74).
        case inputOutput
        /// The release can't be described, such as a tag that grows beyond its format (exit 65).
        case invalid
        /// A chapter that the description does not list (exit 70).
        case bug
    }

    package var code: Code
    /// One sentence, lower case, no full stop.
    package var message: String
    /// The file it is about.
    package var file: String?
    /// What the user can do.
    package var hint: String?

    /// Creates an error.
    package init(code: Code, message: String, file: String? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.file = file
        self.hint = hint
    }

    package var description: String { hint.map { "\(message); \($0)" } ?? message }
}

extension PublishError {
    static func failed(_ action: String, _ path: String, errno number: Int32) -> PublishError {
        let reason = String(cString: strerror(number)).lowercasedFirst
        let message = "can't \(action) '\(path)': \(reason)"
        guard number == ENOSPC || number == EDQUOT else {
            return PublishError(code: .inputOutput, message: message, file: path)
        }
        return PublishError(
            code: .inputOutput,
            message: message,
            file: path,
            hint: "free some space and run again; what is finished is kept"
        )
    }

    static func cannotCreate(folder: String, errno number: Int32) -> PublishError {
        PublishError(
            code: .cannotCreate,
            message: "can't make the release folder '\(folder)': "
                + String(cString: strerror(number)).lowercasedFirst,
            file: folder,
            hint: "choose another with --output"
        )
    }

    static func unknownChapter(_ index: Int) -> PublishError {
        PublishError(code: .bug, message: "chapter \(index) is not a track of the release")
    }

    static func noAudio(_ index: Int) -> PublishError {
        PublishError(code: .bug, message: "chapter \(index) has no audio to release")
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
