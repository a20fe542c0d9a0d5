import ArgumentParser
import FoundationEssentials
import NarrateAssemble
import NarrateAudio
import NarrateDelivery
import NarrateLedger
import NarrateModel
import NarratePipeline
import NarratePublish

/// An error as users and scripts see it: one sentence and an exit code.
struct Failure: Error {
    /// A word for scripts.
    var kind: String
    var code: Int32
    var message: String
    var source: String?
    var hint: String?
    /// The argument parser's own errors, which know how to print themselves.
    private var parserError: (any Error)?

    init(kind: String, code: Int32, message: String, source: String? = nil, hint: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.source = source
        self.hint = hint
    }

    /// Gives an error its exit code.
    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as SourceError: self.init(error)
        case let error as EngineError: self.init(error)
        case let error as ProjectError: self.init(error)
        case let error as LedgerError: self.init(error)
        case let error as PublishError: self.init(error)
        case let error as DeliveryError: self.init(error)
        case let error as AudioError:
            self.init(kind: "audio", code: 74, message: error.description)
        case let error as AssembleError:
            self.init(kind: "assemble", code: 74, message: error.description)
        case is CancellationError:
            self.init(kind: "interrupted", code: 130, message: "interrupted")
        case let error as CocoaError:
            self.init(kind: "storage", code: 74, message: "\(error)")
        default:
            let code = NarrateCommand.exitCode(for: error)
            self.init(
                kind: "usage",
                code: code.rawValue,
                message: NarrateCommand.message(for: error)
            )
            parserError = error
        }
    }

    private init(_ error: SourceError) {
        self.init(
            kind: error.code == .unreadable ? "unreadableSource" : "invalidSource",
            code: error.code == .unreadable ? 66 : 65,
            message: error.message,
            source: error.source,
            hint: error.hint
        )
    }

    private init(_ error: EngineError) {
        let code: Int32 =
            switch error.code {
            case .refused, .notFound: 77
            case .quotaExceeded: 75
            case .storage: 74
            case .bug: 70
            default: 69
            }
        self.init(kind: error.code.rawValue, code: code, message: error.message, hint: error.hint)
    }

    private init(_ error: ProjectError) {
        let code: Int32 =
            switch error.code {
            case .usage: 64
            case .cantCreate: 73
            case .storage: 74
            case .locked, .budget, .faultyTakes: 75
            }
        self.init(kind: error.code.rawValue, code: code, message: error.message, hint: error.hint)
    }

    private init(_ error: LedgerError) {
        let code: Int32 =
            switch error.code {
            case .storage: 74
            case .damaged, .newer: 65
            case .missing: 66
            case .bug: 70
            }
        self.init(kind: "ledger", code: code, message: error.message)
    }

    private init(_ error: DeliveryError) {
        let code: Int32 =
            switch error.code {
            case .usage: 64
            case .unreachable: 69
            case .cantCreate: 73
            case .storage: 74
            case .refused: 77
            }
        self.init(kind: "delivery", code: code, message: error.message, hint: error.hint)
    }

    private init(_ error: PublishError) {
        let code: Int32 =
            switch error.code {
            case .cannotCreate: 73
            case .inputOutput: 74
            case .invalid: 65
            case .bug: 70
            }
        self.init(
            kind: "publish",
            code: code,
            message: error.message,
            source: error.file,
            hint: error.hint
        )
    }

    /// What went wrong and what to do, in one line.
    var sentence: String { hint.map { "\(message); \($0)" } ?? message }

    /// Tells people or scripts what went wrong.
    ///
    /// - Returns: the exit code.
    func report(asJSON: Bool) -> Int32 {
        // What ends with a bare exit code has said all it has to say.
        if let parserError, code == 0 || !asJSON || parserError is ExitCode {
            NarrateCommand.exit(withError: parserError)
        }
        if asJSON {
            Console.error(JSONText.line(ErrorDocument(self)))
        } else if !message.isEmpty {
            Console.error("narrate: \(sentence)\n")
        }
        return code
    }
}

/// The error object of `--json`.
private struct ErrorDocument: Encodable {
    struct Body: Encodable {
        var code: Int32
        var kind: String
        var message: String
        var source: String?
        var hint: String?
    }

    var version = 1
    var error: Body

    init(_ failure: Failure) {
        error = Body(
            code: failure.code,
            kind: failure.kind,
            message: failure.message,
            source: failure.source,
            hint: failure.hint
        )
    }
}
