import NarrateEngines
import NarrateModel

/// Who is told, and what is run, at the end.
///
/// Nothing that goes wrong here fails a book that is finished: it is a warning.
package struct FinishHooks: Sendable {
    /// Address that a JSON document is posted to.
    package var notify: String?
    /// Program and arguments.
    package var onFinish: String?
    private let authorities: String?

    /// Creates hooks; `authorities` is a PEM file of certificate authorities in place of the
    /// system's.
    ///
    /// - Throws: `ProjectError` with code `usage` for what is no address, or no command.
    package init(notify: String?, onFinish: String?, authorities: String? = nil) throws {
        self.notify = notify
        self.onFinish = onFinish
        self.authorities = authorities
        if let notify, !SourceFetch.isAddress(notify) {
            throw ProjectError(
                code: .usage,
                message: "'\(notify)' is no http(s) address to notify"
            )
        }
        if let onFinish, let wrong = Self.mistake(in: onFinish) {
            throw ProjectError(code: .usage, message: wrong)
        }
    }

    /// Whether nobody is told and nothing is run.
    package var isEmpty: Bool { notify == nil && onFinish == nil }

    /// What is wrong with a command, if anything is.
    static func mistake(in command: String) -> String? {
        do {
            _ = try FinishProgram(parsing: command)
            return nil
        } catch  where error.hint?.contains("quotation") == true {
            return error.message
        } catch {
            return "the command to run at the end has no words"
        }
    }

    /// Posts a document, where somebody is to be told.
    ///
    /// - Returns: a warning, when it did not arrive.
    package func post(_ json: String) async -> String? {
        guard let notify else { return nil }
        do {
            let client = try HTTPClient(
                options: HTTPClientOptions(certificateAuthorities: authorities)
            )
            try await Notification(to: notify, client: client).post(json)
            return nil
        } catch {
            // The path of such an address is often a secret.
            return "could not notify \(Self.host(of: notify)): \(error)"
        }
    }

    /// Runs the program, where there is one.
    ///
    /// - Returns: a warning, when it failed.
    package func run(_ json: String, facts: [String: String]) async -> String? {
        guard let onFinish else { return nil }
        do {
            try await FinishProgram(parsing: onFinish).run(json, facts: facts)
            return nil
        } catch {
            return "the command to run at the end failed: \(error)"
        }
    }

    private static func host(of address: String) -> String {
        let rest = address.drop { $0 != "/" }.drop { $0 == "/" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return String(authority.split(separator: "@").last ?? authority)
    }
}
