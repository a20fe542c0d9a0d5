import CCrypto
import NarrateModel

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// Starts a digest.
    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto has no SHA-256") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let result = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(result == 1, "libcrypto refused an update")
    }

    /// Ends the digest.
    ///
    /// - Returns: 32 bytes.
    package consuming func bytes() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let result = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            precondition(result == 1, "libcrypto refused to finish")
            count = 32
        }
    }

    /// Ends the digest.
    ///
    /// - Returns: 64 lower-case hexadecimal digits.
    package consuming func hex() -> String { Self.spelled(bytes()) }

    /// Bytes as lower-case hexadecimal digits.
    package static func spelled(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let spelled = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: spelled, as: UTF8.self)
    }

    /// The digest of bytes in memory, 64 lower-case hexadecimal digits.
    package static func hex(of bytes: [UInt8]) -> String { spelled(self.bytes(of: bytes)) }

    /// The digest of bytes in memory, 32 bytes.
    package static func bytes(of bytes: [UInt8]) -> [UInt8] {
        var digest = SHA256()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.bytes()
    }
}

extension SpeechRequest {
    /// The name of this request's takes.
    package var fingerprint: Fingerprint {
        guard let fingerprint = Fingerprint(hex: SHA256.hex(of: canonicalForm)) else {
            preconditionFailure("a SHA-256 has 64 hexadecimal digits")
        }
        return fingerprint
    }
}
