import NarrateModel
import SystemPackage

extension EngineError {
    static func programMissing(_ program: String, hint: String) -> Self {
        Self(code: .notInstalled, message: "the program '\(program)' was not found", hint: hint)
    }

    static func programForbidden(_ program: String) -> Self {
        Self(
            code: .notInstalled,
            message: "the program '\(program)' can't be run: it is not executable",
            hint: "allow it with: chmod +x"
        )
    }

    static func timedOut(_ program: String, after timeout: Duration) -> Self {
        Self(
            code: .unavailable,
            message: "'\(program)' was still running after \(timeout.components.seconds) s"
        )
    }

    /// Quotes the last line of what the program wrote to standard error.
    static func ended(_ program: String, status: String, complaint: String) -> Self {
        let lines = complaint.split(whereSeparator: \.isNewline)
        let last = lines.last.map { ": " + $0.prefix(200) } ?? ""
        return Self(code: .unavailable, message: "'\(program)' ended with \(status)\(last)")
    }

    static func storage(_ path: String, _ cause: any Error) -> Self {
        let reason = (cause as? Errno).map { "\($0)" } ?? "\(cause)"
        return Self(code: .storage, message: "can't write '\(path)': \(reason)")
    }
}

extension EngineError {
    static func noOutput(of program: String) -> Self {
        Self(
            code: .brokenAnswer,
            message: "'\(program)' ended well and did not write the file at {output}"
        )
    }

    static func tooMuchOutput(of program: String) -> Self {
        Self(code: .unavailable, message: "'\(program)' writes without end")
    }

    static func commandHasNo(_ what: String, _ name: String) -> Self {
        Self(code: .refused, message: "the command has no \(what) '\(name)'")
    }

    static func unknownCommandVoice(_ name: String, known: [String]) -> Self {
        Self(
            code: .notFound,
            message: "the command has no voice '\(name)'",
            hint: "it has " + known.map { "'\($0)'" }.joined(separator: ", ")
        )
    }
}
