/// Numbered or lettered items that stand one after another in a paragraph.
struct ListMarkers {
    let text: UTF8Text

    private struct Marker: Equatable {
        enum Style { case dot, bracket, dotBracket }

        var value: Int
        var isLetter: Bool
        var style: Style
        var hasBullet: Bool
    }

    /// Where the second and later items start, when the text starts with an item.
    func starts(from start: Int) -> [Int] {
        guard let first = marker(at: start) else { return [] }
        var expected = first
        expected.value += 1
        var result: [Int] = []
        var index = start
        while index < text.count {
            guard text.bytes[index] == 0x20 else {
                index += 1
                continue
            }
            index += 1
            guard marker(at: index) == expected else { continue }
            result.append(index)
            expected.value += 1
        }
        return result
    }

    private func marker(at offset: Int) -> Marker? {
        var index = offset
        let bullet = text.scalar(at: index)
        if bullet == 0x2022 || bullet == 0x2043 {
            index = text.skippingSpace(from: text.after(index))
        }
        let start = index
        var value = 0
        while index < text.count, index - start < 3, (0x30...0x39).contains(text.bytes[index]) {
            value = value * 10 + Int(text.bytes[index] - 0x30)
            index += 1
        }
        var isLetter = false
        if index == start, index < text.count, (0x61...0x7A).contains(text.bytes[index]) {
            value = Int(text.bytes[index] - 0x60)
            isLetter = true
            index += 1
        }
        guard index > start, let style = style(at: &index) else { return nil }
        guard index < text.count, text.bytes[index] == 0x20 else { return nil }
        return Marker(
            value: value,
            isLetter: isLetter,
            style: style,
            hasBullet: start > offset
        )
    }

    private func style(at index: inout Int) -> Marker.Style? {
        guard index < text.count else { return nil }
        if text.bytes[index] == 0x29 {
            index += 1
            return .bracket
        }
        guard text.bytes[index] == 0x2E else { return nil }
        index += 1
        guard index < text.count, text.bytes[index] == 0x29 else { return .dot }
        index += 1
        return .dotBracket
    }
}
