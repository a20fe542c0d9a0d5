/// How a server with the speech call of OpenAI is talked to.
package struct OpenAIOptions: Sendable, Equatable {
    /// OpenAI's own address.
    package static let vendorURL = "https://api.openai.com"

    package var baseURL: String
    /// Requests in flight; servers do not tell what they stand.
    package var concurrency: Int
    /// Longest text of one request, in Unicode scalars (OpenAI's own limit unless told otherwise).
    package var maxCharacters: Int

    /// Creates options; the address is taken with or without `/v1` at its end.
    package init(
        baseURL: String = OpenAIOptions.vendorURL,
        concurrency: Int = 4,
        maxCharacters: Int = 4096
    ) {
        var url = baseURL.trimmed
        while url.hasSuffix("/") { url.removeLast() }
        if url.hasSuffix("/v1") { url.removeLast(3) }
        self.baseURL = url
        self.concurrency = max(1, concurrency)
        self.maxCharacters = maxCharacters
    }

    /// Whether the server is OpenAI itself, which bills; others are taken for one's own.
    var isVendor: Bool { HTTPError.host(of: baseURL).hasSuffix("openai.com") }
}
