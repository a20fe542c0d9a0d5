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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.utf8.count / 2)
        var high: UInt8?
        for digit in digits.utf8 {
            let value = Self.value(ofDigit: digit)
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(bytes)
    }

    private static func value(ofDigit digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: 0
        }
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
