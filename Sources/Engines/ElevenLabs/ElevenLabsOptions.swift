/// How the service is talked to.
package struct ElevenLabsOptions: Sendable, Equatable {
    /// Where the vendor serves from unless told otherwise.
    package static let vendorURL = "https://api.elevenlabs.io"

    package var baseURL: String
    /// Whether the service may keep text and audio in its history.
    ///
    /// Without it nothing can be stitched by ids or reclaimed.
    package var keepsHistory: Bool
    /// Whether the times of words are asked for and kept.
    package var wantsAlignment: Bool

    /// Creates options.
    package init(
        baseURL: String = ElevenLabsOptions.vendorURL,
        keepsHistory: Bool = true,
        wantsAlignment: Bool = false
    ) {
        var url = baseURL.trimmed
        while url.hasSuffix("/") { url.removeLast() }
        if url.hasSuffix("/v1") { url.removeLast(3) }
        self.baseURL = url
        self.keepsHistory = keepsHistory
        self.wantsAlignment = wantsAlignment
    }
}
