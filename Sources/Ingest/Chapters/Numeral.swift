/// Numbers as headings write them.
enum Numeral {
    /// Whether a character is a digit in Arabic or Han numerals.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        han[scalar] != nil || (0x30...0x39).contains(scalar.value)
            || (0xFF10...0xFF19).contains(scalar.value) || "十百千廿卅卌".unicodeScalars.contains(scalar)
    }

    /// The value of a numeral; Han digits may be written by place (`一一回` is 11) or by name (`十一`).
    static func value(of scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        var total = 0
        var current = 0
        for scalar in scalars {
            switch scalar {
            case "十", "百", "千":
                let unit = scalar == "十" ? 10 : scalar == "百" ? 100 : 1_000
                total += max(1, current) * unit
                current = 0
            case "廿": total += 20
            case "卅": total += 30
            case "卌": total += 40
            default:
                guard let digit = digit(scalar) else { return nil }
                // `一百二十` and `一二〇` both occur.
                current = min(current * 10 + digit, 1_000_000)
            }
        }
        return total + current
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        if let value = han[scalar] { return value }
        switch scalar.value {
        case 0x30...0x39: return Int(scalar.value) - 0x30
        case 0xFF10...0xFF19: return Int(scalar.value) - 0xFF10
        default: return nil
        }
    }

    /// The value of a roman numeral in capitals, or in small letters alone; `nil` for other words.
    static func roman(_ text: String) -> Int? {
        let compatible = text.unicodeScalars.compactMap { forms[$0] ?? String($0) }.joined()
        let letters = compatible.uppercased()
        guard !letters.isEmpty, letters.count <= 10,
            compatible == letters || compatible == compatible.lowercased()
        else { return nil }
        var total = 0
        var last = Int.max
        for letter in letters {
            guard let value = romanLetters[letter] else { return nil }
            total += value > last ? value - 2 * last : value
            last = value
        }
        // Words like MIX or DIM are numbers too by their letters; writing the number again tells.
        return spelled(total) == letters || letters.allSatisfy({ "IVX".contains($0) }) ? total : nil
    }

    private static func spelled(_ number: Int) -> String {
        var rest = number
        var text = ""
        for (value, letters) in steps {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }

    private static let steps: [(Int, String)] = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    private static let romanLetters: [Character: Int] = [
        "I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000,
    ]
    private static let forms: [Unicode.Scalar: String] = [
        "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII",
        "Ⅸ": "IX", "Ⅹ": "X", "Ⅺ": "XI", "Ⅻ": "XII",
    ]
    private static let han: [Unicode.Scalar: Int] = [
        "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
        "九": 9, "壹": 1, "貳": 2, "贰": 2, "兩": 2, "两": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陸": 6,
        "陆": 6, "柒": 7, "捌": 8, "玖": 9, "元": 1,
    ]
}
