/// Puts words in the place of symbols.
struct SymbolRule {
    private let symbols: [UInt32: String]
    private let isEnglish: Bool

    init(_ tables: LanguageTables) {
        symbols = tables.all.symbols
        isEnglish = tables.all.isEnglish
    }

    func edit(at index: Int, in text: UTF8Text) -> Edit? {
        let scalar = text.scalar(at: index)
        guard let word = symbols[scalar] else { return nil }
        let end = text.after(index)
        if scalar == 0xB0, !ScalarClass.isDigit(text.scalar(before: index)) { return nil }
        if scalar == 0x2B || scalar == 0x3C || scalar == 0x3E || scalar == 0x3D || scalar == 0x40 {
            // Between things only: `C++`, `->` and `a>` are something else.
            let before = text.scalar(before: index)
            let after = text.scalar(at: end)
            let isApart = ScalarClass.isSpace(before) && ScalarClass.isSpace(after)
            let isAmongDigits = ScalarClass.isDigit(before) && ScalarClass.isDigit(after)
            guard isApart || isAmongDigits else { return nil }
        }
        guard !word.isEmpty else {
            return Edit(range: index..<end, replacement: "", origin: .normaliser)
        }
        let head = needsSpace(text.scalar(before: index), index == 0) ? " " : ""
        let tail = needsSpace(text.scalar(at: end), end == text.count) ? " " : ""
        return Edit(range: index..<end, replacement: head + word + tail, origin: .normaliser)
    }

    private func needsSpace(_ scalar: UInt32, _ isEnd: Bool) -> Bool {
        !isEnd && ScalarClass.isWord(scalar)
    }
}
