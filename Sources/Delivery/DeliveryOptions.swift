import NarrateEngines

/// Where releases are delivered to, and with what keys.
package struct DeliveryOptions: Sendable {
    /// Longest that links can work (AWS: seven days).
    package static let longestLink = 7 * 86_400

    package var destination: Destination
    /// Seconds that links to the audio are to work, where any are wanted.
    package var linkSeconds: Int?
    /// What leads to keys; they are looked for when something is delivered, not when it is planned.
    private let environment: [String: String]
    private let authorities: String?

    /// Reads destination and time.
    ///
    /// `environment`: the process's variables, which lead to keys, region and endpoint as for other
    /// programs. `authorities`: PEM file of certificate authorities in place of the system's.
    /// - Throws: `DeliveryError`.
    package init(
        destination: String,
        link: String?,
        environment: [String: String],
        authorities: String? = nil
    ) throws {
        self.destination = try Destination(destination)
        linkSeconds = try link.map(Self.seconds)
        self.environment = environment
        self.authorities = authorities
        if case .folder(let path) = self.destination, link != nil {
            throw DeliveryError(
                code: .usage,
                message: "links that expire can't be made for the folder '\(path)'",
                hint: "leave --link out, or publish to s3://…"
            )
        }
    }

    func store(for release: String) throws -> any Store {
        switch destination.of(release: release) {
        case .folder(let path): return try FolderStore(path: path)
        case .bucket(let bucket, let prefix):
            let access = try S3Access(environment: environment)
            do {
                let client = try HTTPClient(
                    options: HTTPClientOptions(certificateAuthorities: authorities)
                )
                return S3Store(client: client, access: access, bucket: bucket, prefix: prefix)
            } catch {
                throw DeliveryError(code: .unreachable, message: error.message)
            }
        }
    }

    /// Reads a time such as `90s`, `15m`, `1h`, `7d`.
    ///
    /// - Throws: `DeliveryError` with code `usage`.
    package static func seconds(_ text: String) throws -> Int {
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[String($0)] }),
            let count = Int(text.dropLast()), count > 0,
            case let (seconds, overflow) = count.multipliedReportingOverflow(by: unit),
            !overflow, seconds <= longestLink
        else {
            throw DeliveryError(
                code: .usage,
                message: "links are to work for '\(text)', expected such as 15m, 1h or 7d, "
                    + "at most 7d"
            )
        }
        return seconds
    }
}
