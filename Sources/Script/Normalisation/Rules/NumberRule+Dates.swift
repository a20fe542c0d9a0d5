/// Dates, times and decades.
extension NumberRule {
    /// `2024-12-25`, `25/12/2024`, `25.12.2024`.
    func date(at index: Int, _ reading: NumberReading) -> Spoken? {
        let first = reading.digits(from: index)
        let mark = reading.byte(first.upperBound)
        guard [0x2F, 0x2D, 0x2E].contains(mark), first.count <= 4 else { return nil }
        let second = reading.digits(from: first.upperBound + 1)
        guard (1...2).contains(second.count), reading.byte(second.upperBound) == mark else {
            return nil
        }
        let third = reading.digits(from: second.upperBound + 1)
        guard !third.isEmpty, !ScalarClass.isWord(reading.text.scalar(at: third.upperBound)) else {
            return nil
        }
        let numbers = [first, second, third].compactMap { Int(reading.text[$0]) }
        guard numbers.count == 3 else { return nil }
        let isISO = first.count == 4 && mark == 0x2D && third.count <= 2
        guard isISO || first.count <= 2 && [2, 4].contains(third.count) else { return nil }
        var day = isISO ? numbers[2] : numbers[0]
        var month = numbers[1]
        if !isISO, tables.all.isMonthFirst, mark != 0x2E { (day, month) = (month, day) }
        if month > 12, day <= 12 { (day, month) = (month, day) }
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        var year = isISO ? numbers[0] : numbers[2]
        if third.count == 2, !isISO { year += year < 40 ? 2_000 : 1_900 }
        let before = lastWord(before: first.upperBound, reading)
        return Spoken(words: spoken(day, month, year, after: before), end: third.upperBound)
    }

    private func spoken(_ day: Int, _ month: Int, _ year: Int, after word: String) -> String {
        let name = tables.all.months[month - 1]
        let year = words.year(year)
        guard tables.all.isEnglish else {
            return [self.day(day, after: word), name, year].joined(separator: tables.all.dateJoint)
        }
        let ordinal = words.ordinal(day, isFeminine: false)
        return tables.all.isMonthFirst
            ? "\(name) \(ordinal), \(year)" : "the \(ordinal) of \(name), \(year)"
    }

    private func day(_ day: Int, after word: String) -> String {
        switch tables.all.dayOrdinals {
        case .none: words.cardinal(day)
        case .first: day == 1 ? words.ordinal(1, isFeminine: false) : words.cardinal(day)
        case .all:
            // German: `am fünften März`, else `fünfter März`.
            words.ordinal(day, isFeminine: false)
                + (["am", "vom", "zum", "dem", "den", "beim"].contains(word.lowercased())
                    ? "n" : "r")
        }
    }

    /// `March 5` and `5 March` in English, `1 mai` elsewhere.
    func dayOfMonth(
        _ literal: NumberLiteral,
        at index: Int,
        _ end: Int,
        _ reading: NumberReading
    ) -> Spoken? {
        guard let value = literal.value, (1...31).contains(value), literal.decimals.isEmpty,
            literal.whole.utf8.count <= 2
        else { return nil }
        let start = reading.skippingBlanks(end)
        let next = start > end ? reading.word(at: start) : ""
        guard tables.all.isEnglish else {
            guard tables.all.months.contains(next), value == 1, tables.all.dayOrdinals == .first
            else {
                return nil
            }
            return Spoken(words: words.ordinal(1, isFeminine: false), end: end)
        }
        let ordinal = words.ordinal(value, isFeminine: false)
        if isMonth(next, isShort: reading.byte(start + next.utf8.count) == 0x2E) {
            let isNamed = lastWord(before: index, reading) == "the"
            return Spoken(words: isNamed ? ordinal : "the \(ordinal) of", end: end)
        }
        guard
            isMonth(lastWord(before: index, reading), isShort: false)
                || isMonth(shortWord(before: index, reading), isShort: true)
        else { return nil }
        return Spoken(words: ordinal, end: end)
    }

    /// `January`, and `Jan` before a full stop.
    private func isMonth(_ word: String, isShort: Bool) -> Bool {
        tables.all.months.contains(word)
            || isShort && word.utf8.count >= 3 && tables.all.months.contains { $0.hasPrefix(word) }
    }

    /// The word before an offset that ends in a full stop; empty when none does.
    private func shortWord(before index: Int, _ reading: NumberReading) -> String {
        let stop = reading.text.droppingSpace(before: index)
        guard stop > 0, stop < index, reading.byte(stop - 1) == 0x2E else { return "" }
        var start = stop - 1
        while let previous = reading.text.before(start),
            ScalarClass.isWord(reading.text.scalar(at: previous))
        {
            start = previous
        }
        return reading.text[start..<stop - 1]
    }

    /// `3:30`, `17:05`, `15h30`.
    func time(at index: Int, _ reading: NumberReading) -> Spoken? {
        let hours = reading.digits(from: index)
        guard (1...2).contains(hours.count), let hour = Int(reading.text[hours]), hour <= 24 else {
            return nil
        }
        if let spoken = frenchTime(hour, after: hours.upperBound, reading) { return spoken }
        if let (half, end) = halfDay(after: hours.upperBound, reading), (1...12).contains(hour) {
            return Spoken(words: "\(words.cardinal(hour)) \(half)", end: end)
        }
        guard reading.byte(hours.upperBound) == 0x3A else { return nil }
        let minutes = reading.digits(from: hours.upperBound + 1)
        guard minutes.count == 2, let minute = Int(reading.text[minutes]), minute < 60 else {
            return nil
        }
        var end = minutes.upperBound
        var second: Int?
        let seconds = reading.digits(from: end + 1)
        if reading.byte(end) == 0x3A, seconds.count == 2 {
            second = Int(reading.text[seconds])
            end = seconds.upperBound
        }
        guard !ScalarClass.isDigit(reading.text.scalar(at: end)), reading.byte(end) != 0x3A else {
            return nil
        }
        let next = reading.skippingBlanks(end)
        if tables.all.hour == " Uhr ", reading.word(at: next) == "Uhr" { end = next + 3 }
        if let (half, after) = halfDay(after: end, reading) {
            let time = spoken(hour, minute, seconds: second, true)
            return Spoken(words: "\(time) \(half)", end: after)
        }
        let isHalfDay = ["a", "p"].contains(reading.word(at: next).lowercased())
        return Spoken(words: spoken(hour, minute, seconds: second, isHalfDay), end: end)
    }

    /// `10am` and `10 pm`: as a word, `am` is another one.
    private func halfDay(after end: Int, _ reading: NumberReading) -> (String, Int)? {
        guard tables.all.isEnglish else { return nil }
        let start = reading.skippingBlanks(end)
        let word = reading.word(at: start)
        guard ["am", "pm", "AM", "PM"].contains(word) else { return nil }
        return (word.uppercased(), start + 2)
    }

    /// `15h30`, `15 h 30`, `15 h`.
    private func frenchTime(_ hour: Int, after end: Int, _ reading: NumberReading) -> Spoken? {
        guard tables.all.hour == " heures " else { return nil }
        let mark = reading.skippingBlanks(end)
        guard reading.byte(mark) == 0x68, !ScalarClass.isLetter(reading.text.scalar(at: mark + 1))
        else { return nil }
        let minutes = reading.digits(from: reading.skippingBlanks(mark + 1))
        guard minutes.count == 2, let minute = Int(reading.text[minutes]), minute < 60,
            !ScalarClass.isWord(reading.text.scalar(at: minutes.upperBound))
        else {
            guard !ScalarClass.isWord(reading.text.scalar(at: mark + 1)) else { return nil }
            return Spoken(words: spoken(hour, 0, seconds: nil, false), end: mark + 1)
        }
        return Spoken(words: spoken(hour, minute, seconds: nil, false), end: minutes.upperBound)
    }

    private func spoken(_ hour: Int, _ minute: Int, seconds: Int?, _ isHalfDay: Bool) -> String {
        guard tables.all.isEnglish else {
            let name = hour == 1 ? one(of: words) : words.cardinal(hour)
            let unit = hour == 1 && tables.all.hour == " heures " ? " heure " : tables.all.hour
            let isBare = minute == 0
            let head = isBare && !unit.hasSuffix("e ") && !unit.hasSuffix("y ") ? name + unit : name
            return isBare ? head.trimmedEnd : name + unit + words.cardinal(minute)
        }
        var result = words.cardinal(hour)
        switch minute {
        case 0 where seconds == nil:
            if !isHalfDay { result += hour > 12 || hour == 0 ? " hundred" : " o'clock" }
        case 0...9: result += " oh \(words.cardinal(minute))"
        default: result += " \(words.cardinal(minute))"
        }
        if let seconds {
            result += " and \(words.cardinal(seconds)) second\(seconds == 1 ? "" : "s")"
        }
        return result
    }

    private func one(of words: any NumberWords) -> String {
        switch tables.all.hour {
        case " Uhr ": "ein"
        case " heures ": "une"
        default: words.cardinal(1)
        }
    }

    /// `1920s`, `1920's`.
    func decade(_ value: Int, at end: Int, _ reading: NumberReading) -> Spoken? {
        guard value % 10 == 0, value >= 10, let english = words as? EnglishNumbers else {
            return nil
        }
        var index = end
        if reading.byte(index) == 0x27 { index += 1 }
        if reading.has("\u{2019}", at: index) { index += 3 }
        guard reading.byte(index) == 0x73, !ScalarClass.isWord(reading.text.scalar(at: index + 1)),
            value >= 1_000 || index == end, reading.byte(index + 1) != 0x2E || isAge(end, reading)
        else { return nil }
        let base = value >= 1_000 ? english.year(value) : english.cardinal(value)
        return Spoken(words: english.plural(base), end: index + 1)
    }

    /// `in his 20s.` against `£88 10s.`.
    private func isAge(_ end: Int, _ reading: NumberReading) -> Bool {
        if reading.digits(from: end - 4).count == 4 { return true }
        return ["the", "his", "her", "their", "my", "early", "late", "mid", "in"]
            .contains(lastWord(before: end, reading).lowercased())
    }

    /// `'20s`, and years such as `'68`.
    func shortDecade(at index: Int, _ reading: NumberReading) -> Spoken? {
        guard tables.all.isEnglish else { return nil }
        let start = reading.text.after(index)
        let digits = reading.digits(from: start)
        guard digits.count == 2, let value = Int(reading.text[digits]) else { return nil }
        if let spoken = decade(value, at: digits.upperBound, reading) { return spoken }
        guard !ScalarClass.isWord(reading.text.scalar(at: digits.upperBound)) else { return nil }
        return Spoken(words: words.cardinal(value), end: digits.upperBound)
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
