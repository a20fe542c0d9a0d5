import FoundationEssentials
import NarrateEngines
import NarrateModel

/// Brings a source from an `http(s)` address.
package enum SourceFetch {
    /// Whether a source is an address rather than a path.
    package static func isAddress(_ source: String) -> Bool { SourceDownload.isAddress(source) }

    /// Fetches an address into memory, by way of a file that is gone afterwards.
    ///
    /// `authorities`: PEM file of certificate authorities in place of the system's.
    /// - Returns: the bytes, with the name the server gives them.
    /// - Throws: `SourceError`.
    package static func input(
        from address: String,
        authorities: String? = nil
    ) async throws -> SourceInput {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "narrate-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let client = try HTTPClient(
            options: HTTPClientOptions(certificateAuthorities: authorities)
        )
        let outcome = try await SourceDownload(client: client).fetch(address, to: file)
        guard let data = FileManager.default.contents(atPath: file) else {
            throw SourceError(
                code: .unreadable,
                message: "can't read what was fetched from '\(address)'",
                source: address
            )
        }
        return .bytes(Array(data), name: outcome.suggestedName)
    }
}
