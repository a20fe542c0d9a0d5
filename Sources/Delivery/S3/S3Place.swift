/// Where a bucket's objects are found.
struct S3Place: Sendable, Equatable {
    /// `https` or `http`.
    var scheme: String
    /// With the port, where it is not the usual one.
    var host: String
    /// What paths begin with: nothing, or a slash and more.
    var root: String

    init(bucket: String, access: S3Access) {
        let endpoint = access.endpoint ?? "https://s3.\(access.region).amazonaws.com"
        let parts = endpoint.firstRange(of: "://")
        scheme = parts.map { String(endpoint[..<$0.lowerBound]) } ?? "https"
        let rest = parts.map { endpoint[$0.upperBound...] } ?? endpoint[...]
        let authority = rest.prefix { $0 != "/" }
        let base = rest.dropFirst(authority.count)
        var host = authority.lowercased()
        // Clients leave the usual port out, and the signature covers what is sent.
        let usual = scheme == "https" ? ":443" : ":80"
        if host.hasSuffix(usual) { host.removeLast(usual.count) }
        if Self.isVirtual(bucket, access) {
            self.host = "\(bucket).\(host)"
            root = String(base)
        } else {
            self.host = host
            root = "\(base)/\(bucket)"
        }
    }

    /// Whether the bucket is a part of the host's name: AWS wants it so, most others take paths.
    private static func isVirtual(_ bucket: String, _ access: S3Access) -> Bool {
        switch access.addressing {
        case .path: return false
        case .virtual: return true
        case .auto:
            // A dot would not be covered by the certificate's star.
            let fits = bucket.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
            return access.endpoint == nil && fits
        }
    }
}
