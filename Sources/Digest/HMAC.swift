import CCrypto

/// Message authentication with SHA-256 (RFC 2104).
package enum HMAC {
    /// The code of a message under a key, 32 bytes.
    package static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let code = CCrypto.HMAC(
                EVP_sha256(),
                key,
                Int32(key.count),
                message,
                message.count,
                buffer.baseAddress,
                nil
            )
            precondition(code != nil, "libcrypto refused a message")
            count = 32
        }
    }
}
