/// A number in Roman numerals, written as they are today.
struct RomanNumeral: Equatable {
    let value: Int

    /// Reads capitals; `nil` when they are no number below 4000 in its usual form.
    init?(_ text: String) {
        let digits = text.utf8.compactMap { RomanNumeral.values[$0] }
        guard !digits.isEmpty, digits.count == text.utf8.count, digits.count <= 15 else {
            return nil
        }
        var total = 0
        for (index, digit) in digits.enumerated() {
            let isBeforeLarger = index + 1 < digits.count && digits[index + 1] > digit
            total += isBeforeLarger ? -digit : digit
        }
        guard (1...3_999).contains(total), RomanNumeral.spelled(total) == text else { return nil }
        value = total
    }

    private static func spelled(_ value: Int) -> String {
        var rest = value
        var result = ""
        for (digit, letters) in steps {
            while rest >= digit {
                result += letters
                rest -= digit
            }
        }
        return result
    }

    private static let values: [UInt8: Int] = [
        0x49: 1, 0x56: 5, 0x58: 10, 0x4C: 50, 0x43: 100, 0x44: 500, 0x4D: 1_000,
    ]
    private static let steps = [
        (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
}
