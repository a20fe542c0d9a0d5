/// The SHA-256 of a request's canonical form: the name of its takes.
package struct Fingerprint: Sendable, Hashable, Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    /// Creates a fingerprint from 64 hexadecimal digits, or `nil` from anything else.
    package init?(hex: String) {
        let digits = hex.utf8
        guard digits.count == 64,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.hex = hex
    }

    package var description: String { hex }
}
