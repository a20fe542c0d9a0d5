/// Where a release is delivered to.
package enum Destination: Sendable, Equatable {
    /// A bucket of an S3-compatible store and what keys begin with, without slashes at the ends.
    case bucket(String, prefix: String)
    case folder(String)

    /// What stands for the name of the release's folder.
    package static let placeholder = "{release}"

    /// Reads a destination: `s3://bucket/prefix`, or the path of a folder.
    ///
    /// - Throws: `DeliveryError` with code `usage`.
    package init(_ text: String) throws {
        guard let scheme = text.firstRange(of: "://") else {
            guard !text.isEmpty else { throw Self.unusable(text) }
            self = .folder(text)
            return
        }
        guard text[..<scheme.lowerBound] == "s3" else { throw Self.unusable(text) }
        let parts = text[scheme.upperBound...].split(separator: "/")
        guard let bucket = parts.first, !text[scheme.upperBound...].hasPrefix("/") else {
            throw Self.unusable(text)
        }
        guard Self.isBucket(String(bucket)) else { throw Self.noBucket(String(bucket), text) }
        let steps = parts.dropFirst()
        // Clients on the way would take such steps for their own.
        guard !steps.contains(where: { $0 == "." || $0 == ".." }) else {
            throw Self.unusable(text)
        }
        self = .bucket(String(bucket), prefix: steps.joined(separator: "/"))
    }

    /// The destination of a release whose folder has that name.
    package func of(release: String) -> Destination {
        switch self {
        case .bucket(let bucket, let prefix):
            .bucket(bucket, prefix: prefix.replacing(Self.placeholder, with: release))
        case .folder(let path): .folder(path.replacing(Self.placeholder, with: release))
        }
    }

    /// Whether several releases can go to it.
    package var takesSeveral: Bool { description.contains(Self.placeholder) }

    /// Names as all S3 stores take them (AWS's rules, and the underscores and capitals of old ones).
    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func noBucket(_ name: String, _ text: String) -> DeliveryError {
        DeliveryError(
            code: .usage,
            message: "can't publish to '\(text)': '\(name)' is no name of a bucket",
            hint: "those have 3 to 63 letters of ASCII, digits, '-', '.' and '_'"
        )
    }

    private static func unusable(_ text: String) -> DeliveryError {
        DeliveryError(
            code: .usage,
            message: "can't publish to '\(text)', expected s3://bucket/prefix or a folder"
        )
    }
}

extension Destination: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bucket(let bucket, let prefix):
            prefix.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(prefix)"
        case .folder(let path): path
        }
    }
}
