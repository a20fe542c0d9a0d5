import NarrateModel

/// Fetches a source of narration from an `http(s)` address.
package struct SourceDownload: Sendable {
    /// What was fetched.
    package struct Outcome: Sendable, Equatable {
        /// Address that answered, after redirects.
        package var url: String
        /// Media type, lower case, without parameters; empty when not given.
        package var mediaType: String
        /// Name the server suggests, or the last part of the address; safe as a file name.
        package var suggestedName: String
        package var byteCount: Int
    }

    private let client: HTTPClient
    private let limits: HTTPLimits

    /// Largest source that is fetched unless told otherwise.
    package static let defaultLimit = 512 << 20

    /// Creates a download.
    ///
    /// Sources of more than `byteLimit` bytes are refused.
    package init(client: HTTPClient, byteLimit: Int = SourceDownload.defaultLimit) {
        self.client = client
        limits = HTTPLimits(
            connect: .seconds(15),
            firstByte: .seconds(60),
            idle: .seconds(30),
            whole: .seconds(30 * 60),
            bytes: byteLimit
        )
    }

    /// Whether a source is an address rather than a path.
    package static func isAddress(_ source: String) -> Bool {
        let start = source.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    /// Fetches an address into a file, following up to 10 redirects to `http` and `https` only.
    /// - Throws: `SourceError`, or `CancellationError`.
    package func fetch(_ url: String, to path: String) async throws -> Outcome {
        var request = HTTPRequest(url: url, limits: limits)
        request.redirects = 10
        let response: HTTPResponse
        do {
            response = try await client.download(request, to: path)
        } catch let error as HTTPError {
            throw Self.sourceError(error, url: url)
        }
        guard response.head.isSuccess else { throw SourceError.refused(response.status, url: url) }
        guard response.byteCount > 0 else { throw SourceError.empty(url: url) }
        return Outcome(
            url: response.url,
            mediaType: response.head.mediaType,
            suggestedName: SuggestedName(head: response.head, url: response.url).text,
            byteCount: response.byteCount
        )
    }

    private static func sourceError(_ error: HTTPError, url: String) -> SourceError {
        SourceError(
            code: .unreadable,
            message: "can't fetch '\(url)': \(error.message)",
            source: url,
            hint: error.code == .tooLarge ? "download it yourself and give the file" : nil
        )
    }
}

extension SourceError {
    fileprivate static func refused(_ status: Int, url: String) -> SourceError {
        SourceError(
            code: .unreadable,
            message: "can't fetch '\(url)': the server answered \(status)",
            source: url
        )
    }

    fileprivate static func empty(url: String) -> SourceError {
        SourceError(code: .invalid, message: "'\(url)' is empty", source: url)
    }
}
