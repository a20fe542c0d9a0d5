/// The first word after a possible end of a sentence.
struct NextWord {
    /// The word, without what opens before it.
    let word: String
    /// Its first scalar.
    let first: UInt32
    /// Whether it comes after an ellipsis that belongs to it: `...en`.
    let isEllipsis: Bool
    let startsWithLetter: Bool
    /// Whether it is an initial with its full stop.
    let isInitial: Bool
    /// Whether an inverted question or exclamation mark opens it.
    private(set) var isInverted = false

    init(at offset: Int, in text: UTF8Text) {
        var index = offset
        while index < text.count {
            let scalar = text.scalar(at: index)
            guard
                Enclosure.isOpener(scalar) || ScalarClass.isInvisible(scalar)
                    || ScalarClass.isSpace(scalar) && index > offset
            else { break }
            isInverted = isInverted || scalar == 0xBF || scalar == 0xA1
            index = text.after(index)
        }
        var dots = index
        while dots < text.count, text.bytes[dots] == 0x2E { dots += 1 }
        if dots == index, text.scalar(at: index) == 0x2026 { dots = text.after(index) }
        isEllipsis = dots > index
        first = text.scalar(at: dots)
        startsWithLetter = ScalarClass.isLetter(first)
        let end = NextWord.end(from: dots, in: text)
        word = text[dots..<end]
        isInitial = word.unicodeScalars.count == 1 && text.scalar(at: end) == 0x2E
    }

    var isLower: Bool { ScalarClass.isLower(first) }

    var isDigit: Bool { ScalarClass.isDigit(first) }

    /// Whether it is written in the letters of Roman numerals.
    var isRoman: Bool {
        !word.isEmpty && word.utf8.allSatisfy(ScalarClass.isRoman)
    }

    static func end(from offset: Int, in text: UTF8Text) -> Int {
        var index = offset
        while index < text.count, ScalarClass.isWord(text.scalar(at: index)) {
            index = text.after(index)
        }
        return index
    }
}
