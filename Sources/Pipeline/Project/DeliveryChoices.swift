import NarrateDelivery

/// Where somebody wants a finished release to go.
package struct DeliveryChoices: Sendable, Equatable, Encodable {
    /// `s3://bucket/prefix` or a folder.
    package var destination: String?
    /// How long links to the audio are to work, such as `1h`.
    package var link: String?

    /// Creates choices that say nothing.
    package init() {}

    /// These choices where they say something, and the others where they don't.
    package func over(_ others: DeliveryChoices) -> DeliveryChoices {
        var merged = self
        merged.destination = destination ?? others.destination
        merged.link = link ?? others.link
        return merged
    }

    /// The options, with keys, region and endpoint as the environment leads to them.
    ///
    /// - Throws: `DeliveryError`; `ProjectError` with code `usage` for a link to nothing.
    package func options(
        environment: [String: String],
        authorities: String?
    ) throws -> DeliveryOptions? {
        guard let destination else {
            guard link == nil else {
                throw ProjectError(
                    code: .usage,
                    message: "links are wanted, but the release goes nowhere",
                    hint: "say where, with --publish s3://bucket/prefix"
                )
            }
            return nil
        }
        return try DeliveryOptions(
            destination: destination,
            link: link,
            environment: environment,
            authorities: authorities
        )
    }
}
