import CCrypto

/// Identifiers made of names (RFC 4122, section 4.3, version 5).
package enum NamedUUID {
    /// The namespace that Podcasting 2.0 names feeds in.
    private static let podcasts: [UInt8] = [
        0xEA, 0xD4, 0xC2, 0x36, 0xBF, 0x58, 0x58, 0xC6, 0xA2, 0xC6, 0xA6, 0xB2, 0x8D, 0x12, 0x8C,
        0xB6,
    ]

    /// The identifier of a name in the namespace of podcasts, in its usual spelling.
    package static func text(of name: String) -> String {
        var bytes = sha1(podcasts + Array(name.utf8)).prefix(16).map(\.self)
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef")
        var text = ""
        for (position, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(position) { text += "-" }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    private static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 20) { buffer, count in
            let result = EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, EVP_sha1(), nil)
            precondition(result == 1, "libcrypto has no SHA-1")
            count = 20
        }
    }
}
