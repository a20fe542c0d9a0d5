import FoundationEssentials
import NarrateModel

extension Fingerprint {
    /// The 32 bytes the ledger keeps, so that a damaged value can't pass for another one's text.
    var bytes: Data { Data(hexadecimal: hex) }

    /// A fingerprint from the 32 bytes the ledger keeps.
    static func decoded(_ bytes: Data) throws -> Fingerprint {
        guard let fingerprint = Fingerprint(hex: bytes.hexadecimal) else {
            throw LedgerError(
                code: .damaged,
                message: "the ledger holds a fingerprint of \(bytes.count) bytes, not 32"
            )
        }
        return fingerprint
    }
}

extension Data {
    /// Bytes of a string of hexadecimal digits; other characters count as zero.
    init(hexadecimal digits: String) {
        var bytes = Data(capacity: digits.utf8.count / 2)
        var high: UInt8?
        for digit in digits.utf8 {
            let value = UInt8(Character(UnicodeScalar(digit)).hexDigitValue ?? 0)
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self = bytes
    }

    /// Two lower-case digits a byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
