import NarrateModel

/// Lowers words in capitals that are no acronyms: a chapter's opening words, a heading.
struct CapitalsRule {
    let tables: LanguageTables

    /// A run of words in capitals at the start of the text.
    func edits(in text: UTF8Text, role: Utterance.Role) -> [Edit] {
        var words: [Range<Int>] = []
        var index = 0
        while index < text.count {
            let scalar = text.scalar(at: index)
            guard ScalarClass.isWord(scalar) else {
                index = text.after(index)
                continue
            }
            let end = NextWord.end(from: index, in: text)
            guard isCapital(index..<end, text) else { break }
            words.append(index..<end)
            index = end
        }
        guard isRun(words, text, goesOn: index < text.count) else { return [] }
        // A few words alone are a name, a salutation or a telegram: every word is somebody's.
        let isTitle = role == .heading || index >= text.count && words.count <= 8
        return words.enumerated().compactMap { place, range in
            lowered(range, text, keepsFirst: place == 0 || isTitle)
        }
    }

    /// Several words with two that are long enough, or one that is a common word.
    private func isRun(_ words: [Range<Int>], _ text: UTF8Text, goesOn: Bool) -> Bool {
        let long = words.filter {
            text.scalarCount($0) > 1 && !isRoman($0, text) && hasVowel($0, text)
        }
        if long.count >= 2 { return true }
        guard let only = long.first, words.first == only else { return false }
        let word = text[only]
        if !goesOn, words.count == 1 { return word.count > 5 }
        let titled = word.prefix(1) + word.dropFirst().lowercased()
        return tables.all.starters.contains(String(titled))
            || tables.all.romanLeaders.contains(word.lowercased())
    }

    private func lowered(_ range: Range<Int>, _ text: UTF8Text, keepsFirst: Bool) -> Edit? {
        let word = text[range]
        let apostrophe = text.scalar(before: range.lowerBound)
        if word == "S", range.lowerBound > 0, apostrophe == 0x27 || apostrophe == 0x2019 {
            return Edit(range: range, replacement: "s", origin: .normaliser)
        }
        guard text.scalarCount(range) > 1, !isRoman(range, text), hasVowel(range, text) else {
            return nil
        }
        let isEnding = apostrophe == 0x27 || apostrophe == 0x2019
        // `D'ARTAGNAN` and `O'NEILL` are names, `BENNET'S` and `WE'LL` end a word.
        let keeps = keepsFirst && !(isEnding && text.scalarCount(range) <= 2)
        let new = keeps ? word.prefix(1) + word.dropFirst().lowercased() : word.lowercased()
        return Edit(range: range, replacement: new, origin: .normaliser)
    }

    private func isCapital(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard ScalarClass.isUpper(text.scalar(at: index)) else { return false }
            index = text.after(index)
        }
        return true
    }

    private func hasVowel(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        text.bytes[range].contains { "AEIOUY".utf8.contains($0) || $0 >= 0x80 }
    }

    private func isRoman(_ range: Range<Int>, _ text: UTF8Text) -> Bool {
        RomanNumeral(text[range]) != nil
    }
}
