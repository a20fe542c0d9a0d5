import FoundationEssentials

/// Keys, region and endpoint of a store, found where other programs look for them.
package struct S3Access: Sendable, Equatable {
    /// How a bucket is named in an address.
    enum Addressing: String, Sendable { case auto, path, virtual }

    let keys: S3Keys
    let region: String
    /// Address of a store that is not AWS's own, without a slash at its end.
    let endpoint: String?
    let addressing: Addressing
    /// Whether checksums are stored with the files.
    let storesChecksums: Bool

    static let missingKeys = DeliveryError(
        code: .refused,
        message: "no keys for s3://: neither AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY "
            + "nor a profile of ~/.aws/credentials has them",
        hint: "set them, or name a profile with AWS_PROFILE"
    )

    /// Reads variables and files: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
    /// `AWS_PROFILE`, `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`,
    /// `AWS_SHARED_CREDENTIALS_FILE`, `AWS_CONFIG_FILE`.
    ///
    /// - Throws: `DeliveryError`.
    init(environment: [String: String]) throws {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let folder = (value("HOME") ?? "") + "/.aws/"
        let credentials = Self.file(value("AWS_SHARED_CREDENTIALS_FILE") ?? folder + "credentials")
        let config = Self.file(value("AWS_CONFIG_FILE") ?? folder + "config")
        let chosen = value("AWS_PROFILE")
        let name = chosen ?? "default"
        let secrets = credentials.profile(name)
        let settings = config.profile(name)
        if chosen != nil, secrets == nil, settings == nil {
            throw DeliveryError(
                code: .refused,
                message: "there is no AWS profile '\(name)', which AWS_PROFILE names"
            )
        }
        let all = (settings ?? [:]).merging(secrets ?? [:]) { _, secret in secret }
        keys = try Self.keys(value, all, profile: name)
        region = value("AWS_REGION") ?? value("AWS_DEFAULT_REGION") ?? all["region"] ?? "us-east-1"
        let own = value("AWS_ENDPOINT_URL_S3") ?? value("AWS_ENDPOINT_URL") ?? all["endpoint_url"]
        endpoint = try own.map(Self.checked)
        let style = value("NARRATE_S3_ADDRESSING") ?? all["s3.addressing_style"] ?? "auto"
        guard let addressing = Addressing(rawValue: style) else {
            throw DeliveryError(
                code: .usage,
                message: "the S3 addressing style is '\(style)', expected auto, path or virtual"
            )
        }
        self.addressing = addressing
        let checksums =
            value("AWS_REQUEST_CHECKSUM_CALCULATION") ?? all["request_checksum_calculation"]
        storesChecksums = checksums?.lowercased() != "when_required"
    }

    private static func keys(
        _ value: (String) -> String?,
        _ profile: [String: String],
        profile name: String
    ) throws -> S3Keys {
        // A profile that is named wins over keys that lie about, as with AWS's own tools.
        let isNamed = value("AWS_PROFILE") != nil
        if !isNamed, let id = value("AWS_ACCESS_KEY_ID"),
            let secret = value("AWS_SECRET_ACCESS_KEY")
        {
            return S3Keys(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: value("AWS_SESSION_TOKEN")
            )
        }
        if let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return S3Keys(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: profile["aws_session_token"]
            )
        }
        let others = ["role_arn", "sso_session", "sso_start_url", "credential_process"]
        if let other = others.first(where: { profile[$0] != nil }) {
            throw DeliveryError(
                code: .refused,
                message: "the AWS profile '\(name)' gets its keys by \(other), "
                    + "which narrate does not do",
                hint: "let AWS's tool do it: "
                    + "eval \"$(aws configure export-credentials --format env)\""
            )
        }
        throw missingKeys
    }

    private static func file(_ path: String) -> AWSProfileFile {
        let data = FileManager.default.contents(atPath: path)
        return AWSProfileFile(data.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    private static func checked(_ endpoint: String) throws -> String {
        var endpoint = endpoint
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        let isAddress = ["http://", "https://"].contains {
            endpoint.hasPrefix($0) && endpoint.count > $0.count
        }
        guard isAddress, !endpoint.contains("@"), !endpoint.contains("?") else {
            throw DeliveryError(
                code: .usage,
                message: "the address of the S3 store is no http or https address",
                hint: "see AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL"
            )
        }
        return endpoint
    }
}
