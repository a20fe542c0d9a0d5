/// A message to a server that somebody wants to be told by.
package struct Notification: Sendable {
    let url: String
    let client: HTTPClient

    /// Creates a message to an `http(s)` address.
    package init(to url: String, client: HTTPClient) {
        self.url = url
        self.client = client
    }

    /// How long the server has: nobody waits for a server that is told something.
    private static let limits = HTTPLimits(
        connect: .seconds(5),
        firstByte: .seconds(10),
        idle: .seconds(5),
        whole: .seconds(15),
        bytes: 1 << 20
    )

    /// Posts a JSON document.
    ///
    /// - Throws: `HTTPError` when it did not arrive, or was refused.
    package func post(_ json: String) async throws {
        var request = HTTPRequest(method: "POST", url: url, limits: Self.limits)
        request.headers.append("content-type", "application/json")
        request.body = Array(json.utf8)
        let response = try await client.send(request)
        guard !response.head.isSuccess else { return }
        throw HTTPError(
            code: .broken,
            message: "the server answered with status \(response.status)",
            mayHaveArrived: true,
            head: response.head
        )
    }
}
