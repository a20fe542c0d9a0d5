/// Ranges, scores, telephone numbers, versions.
extension NumberRule {
    /// `10–20`, `1914-18`, `3x4`.
    func range(
        _ literal: NumberLiteral,
        at index: Int,
        _ end: Int,
        _ reading: NumberReading
    ) -> Spoken? {
        if let spoken = dimensions(literal, at: end, reading) { return spoken }
        guard let start = rangeEnd(at: end, reading),
            let (second, after) = reading.literal(at: start),
            !ScalarClass.isWord(reading.text.scalar(at: after)), reading.byte(after) != 0x2D
        else { return nil }
        guard isYear(literal), let first = literal.value, second.decimals.isEmpty,
            let value = second.value
        else {
            let tail = quantity(second, at: after, reading)
            let last = tail?.words ?? words.number(second)
            return Spoken(
                words: "\(words.number(literal)) \(words.to) \(last)",
                end: tail?.end ?? after
            )
        }
        let isShort = second.whole.utf8.count == 2 && value > first % 100
        let last =
            isShort
            ? words.cardinal(value) : isYear(second) ? words.year(value) : words.number(second)
        return Spoken(words: "\(words.year(first)) \(words.to) \(last)", end: after)
    }

    /// Where the second number of a range starts.
    func rangeEnd(at end: Int, _ reading: NumberReading) -> Int? {
        let text = reading.text
        let dash = reading.skippingBlanks(end)
        let scalar = text.scalar(at: dash)
        guard scalar == 0x2013 || scalar == 0x2D && dash == end else { return nil }
        let start = reading.skippingBlanks(text.after(dash))
        guard start == text.after(dash) || dash > end else { return nil }
        return reading.isDigit(start) ? start : nil
    }

    private func dimensions(
        _ literal: NumberLiteral,
        at end: Int,
        _ reading: NumberReading
    ) -> Spoken? {
        let sign = reading.skippingBlanks(end)
        let scalar = reading.text.scalar(at: sign)
        guard scalar == 0xD7 || scalar == 0x78 && sign == end, tables.all.isEnglish else {
            return nil
        }
        let start = reading.skippingBlanks(reading.text.after(sign))
        guard reading.isDigit(start), let (second, after) = reading.literal(at: start) else {
            return nil
        }
        let word = scalar == 0x78 || sign == end ? "by" : "times"
        let tail = quantity(second, at: after, reading)
        let last = tail?.words ?? words.number(second)
        return Spoken(words: "\(words.number(literal)) \(word) \(last)", end: tail?.end ?? after)
    }

    /// `1.2.3`: digits with more than one full stop, read part by part.
    func version(at index: Int, _ reading: NumberReading) -> Spoken? {
        var parts = [reading.digits(from: index)]
        while let last = parts.last, reading.byte(last.upperBound) == 0x2E,
            reading.isDigit(last.upperBound + 1)
        {
            parts.append(reading.digits(from: last.upperBound + 1))
        }
        guard parts.count > 2, let last = parts.last else { return nil }
        let isGrouped =
            tables.all.groups.contains(0x2E) && parts.dropFirst().allSatisfy { $0.count == 3 }
        guard !isGrouped else { return nil }
        let spoken = parts.map { words.number(NumberLiteral(whole: reading.text[$0])) }
        return Spoken(words: spoken.joined(separator: " \(words.point) "), end: last.upperBound)
    }

    /// `978-3-16-148410-0`: four groups and more are a code, read digit by digit.
    func code(at index: Int, _ reading: NumberReading) -> Spoken? {
        var groups = [reading.digits(from: index)]
        while let last = groups.last, reading.byte(last.upperBound) == 0x2D,
            reading.isDigit(last.upperBound + 1)
        {
            groups.append(reading.digits(from: last.upperBound + 1))
        }
        let total = groups.reduce(0) { $0 + $1.count }
        guard groups.count > 3, total > 8, let last = groups.last else { return nil }
        let spoken = groups.map { words.digits(reading.text[$0]) }
        return Spoken(words: spoken.joined(separator: ", "), end: last.upperBound)
    }

    /// Groups of digits as telephone numbers are written, read digit by digit.
    func telephone(at index: Int, _ reading: NumberReading) -> Spoken? {
        var offset = index
        var groups: [Range<Int>] = []
        let isInternational = reading.byte(offset) == 0x2B
        if isInternational { offset += 1 }
        // `0800 123 456`; elsewhere groups are read as numbers.
        let isTrunk =
            tables.all.isEnglish && reading.byte(index) == 0x30 && reading.isDigit(index + 1)
        while offset < reading.text.count {
            let isOpen = reading.byte(offset) == 0x28
            let group = reading.digits(from: isOpen ? offset + 1 : offset)
            guard !group.isEmpty else { break }
            groups.append(group)
            guard groups.count <= 6 else { return nil }
            offset = group.upperBound
            if isOpen {
                guard reading.byte(offset) == 0x29 else { return nil }
                offset += 1
            }
            let mark = reading.byte(offset)
            let follows = reading.isDigit(offset + 1) || reading.byte(offset + 1) == 0x28
            guard mark == 0x2D || mark == 0x20 || mark == 0x2E, follows else { break }
            if mark == 0x20, !isInternational, !isOpen, !isTrunk { break }
            offset += 1
        }
        guard let last = groups.last, isTelephone(groups, isInternational, index, reading) else {
            return nil
        }
        let spoken = groups.map { words.digits(reading.text[$0]) }.joined(separator: ", ")
        let plus = isInternational ? (tables.all.symbols[0x2B] ?? "plus") + " " : ""
        return Spoken(words: plus + spoken, end: last.upperBound)
    }

    private func isTelephone(
        _ groups: [Range<Int>],
        _ isInternational: Bool,
        _ index: Int,
        _ reading: NumberReading
    ) -> Bool {
        guard let last = groups.last, !ScalarClass.isWord(reading.text.scalar(at: last.upperBound))
        else {
            return false
        }
        let lengths = groups.map(\.count)
        let total = lengths.reduce(0, +)
        if tables.all.isEnglish, reading.byte(index) == 0x30, groups.count > 1 {
            return (9...11).contains(total)
        }
        if isInternational { return groups.count > 1 && (8...15).contains(total) }
        if reading.byte(index) == 0x28 { return lengths == [3, 3, 4] }
        return lengths == [3, 3, 4] || lengths == [3, 4] || lengths == [1, 3, 3, 4]
    }
}
