/// Why audio could not be read or processed.
package struct AudioError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is.
    package enum Code: String, Sendable {
        /// The file does not exist or the disk refused.
        case unreadable
        /// The bytes are no audio at all: an error page, text, zeros.
        case notAudio
        /// Audio, but of a kind that is not read here.
        case unsupported
        /// Audio that is damaged or ends too early.
        case corrupt
        /// A library refused what it should accept, memory included.
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

extension AudioError {
    static func unreadable(_ path: String, reason: String) -> Self {
        Self(code: .unreadable, message: "can't read '\(path)': \(reason)")
    }

    static func empty(_ path: String) -> Self {
        Self(code: .notAudio, message: "'\(path)' is empty, expected audio")
    }

    static func notAudio(_ path: String, opening: [UInt8]) -> Self {
        let found = quoted(opening)
        return Self(code: .notAudio, message: "'\(path)' is not audio: it begins with \(found)")
    }

    static func unsupported(_ path: String, _ what: String) -> Self {
        Self(code: .unsupported, message: "'\(path)' holds \(what), which narrate can't read")
    }

    static func corrupt(_ path: String, _ what: String) -> Self {
        Self(code: .corrupt, message: "'\(path)' is damaged: \(what)")
    }

    static func failed(_ library: String, _ what: String) -> Self {
        Self(code: .failed, message: "\(library) failed: \(what)")
    }

    /// The first bytes in a form that is safe to show: text when it is text, else hexadecimal.
    private static func quoted(_ opening: [UInt8]) -> String {
        let bytes = opening.prefix(12)
        guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x0D }) else {
            return bytes.prefix(8).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0\(digits)" : digits
            }.joined(separator: " ")
        }
        let text = String(decoding: bytes.filter { $0 >= 0x20 }, as: UTF8.self)
        return "'\(text)'"
    }
}
