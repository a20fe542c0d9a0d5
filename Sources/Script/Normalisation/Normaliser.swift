import NarrateModel

/// Writes out what an engine does not read well by itself.
///
/// Looks at words one by one and leaves alone every word it has no rule for.
struct Normaliser {
    private let needs: NormalisationNeeds
    private let tables: LanguageTables?
    private let numbers: NumberRule?
    private let abbreviations: AbbreviationRule?
    private let romans: RomanRule?
    private let symbols: SymbolRule?
    private let addresses: AddressRule?

    /// A normaliser for a language; `nil` when there is nothing to do.
    init?(options: ScriptOptions, language: String) {
        switch options.normalisation {
        case .off: needs = []
        case .on: needs = .all
        case .auto: needs = options.needs
        }
        guard !needs.isEmpty else { return nil }
        let tables = NormalisationTables.of(language: language).map(LanguageTables.init)
        self.tables = tables
        numbers = needs.contains(.numbers) ? tables.map(NumberRule.init) : nil
        abbreviations = needs.contains(.abbreviations) ? tables.map(AbbreviationRule.init) : nil
        let general = tables ?? LanguageTables(.elsewhere)
        romans = needs.contains(.romanNumerals) ? RomanRule(general) : nil
        symbols = needs.contains(.symbols) ? SymbolRule(general) : nil
        addresses = needs.contains(.symbols) ? tables.map(AddressRule.init) : nil
    }

    /// The edits of a text, ascending and apart.
    func edits(in text: UTF8Text, role: Utterance.Role) -> [Edit] {
        var result: [Edit] = []
        var index = 0
        if needs.contains(.capitals), let tables {
            result = CapitalsRule(tables: tables).edits(in: text, role: role)
        }
        var fixed = result[...]
        while index < text.count {
            let start = text.skippingSpace(from: index)
            var flags: UInt8 = 0
            index = start
            while index < text.count, text.bytes[index] > 0x20 {
                flags |= Normaliser.flags(text.bytes[index])
                index += 1
            }
            guard flags != 0 else {
                index = max(index, start + 1)
                continue
            }
            let token = start..<index
            index = read(token, flags, text, role, &fixed, &result)
        }
        return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Reads a token; returns where reading goes on.
    private func read(
        _ token: Range<Int>,
        _ flags: UInt8,
        _ text: UTF8Text,
        _ role: Utterance.Role,
        _ fixed: inout ArraySlice<Edit>,
        _ result: inout [Edit]
    ) -> Int {
        if flags & Flag.address != 0, let edit = addresses?.edit(of: token, in: text) {
            result.append(edit)
            return edit.range.upperBound
        }
        var index = token.lowerBound
        while index < token.upperBound {
            while let first = fixed.first, first.range.upperBound <= index { fixed.removeFirst() }
            if let first = fixed.first, first.range.contains(index) {
                index = first.range.upperBound
                continue
            }
            if let edit = edit(at: index, text, role), edit.range.upperBound > index {
                if edit.replacement != Array(text.bytes[edit.range]) { result.append(edit) }
                index = edit.range.upperBound
                continue
            }
            index = next(after: index, text)
        }
        return max(index, token.upperBound)
    }

    /// Words are read at their first letter only.
    private func next(after index: Int, _ text: UTF8Text) -> Int {
        guard ScalarClass.isWord(text.scalar(at: index)) else { return text.after(index) }
        return NextWord.end(from: index, in: text)
    }

    private func edit(at index: Int, _ text: UTF8Text, _ role: Utterance.Role) -> Edit? {
        let scalar = text.scalar(at: index)
        if let edit = numbers?.edit(at: index, in: text) { return edit }
        if ScalarClass.isLetter(scalar) {
            // In a heading, the stop of `CHAPTER I.` is no abbreviation's.
            let numeral =
                role == .heading ? romans?.edit(at: index, in: text, isHeading: true) : nil
            return numeral ?? abbreviations?.edit(at: index, in: text)
                ?? romans?.edit(at: index, in: text, isHeading: role == .heading)
        }
        if let edit = symbols?.edit(at: index, in: text) { return edit }
        return needs.contains(.typography) ? TypographyRule().edit(at: index, in: text) : nil
    }

    /// What a byte may be the beginning of.
    private enum Flag {
        static let word: UInt8 = 1
        static let address: UInt8 = 2
    }

    @inline(__always)
    private static func flags(_ byte: UInt8) -> UInt8 {
        switch byte {
        // `www.` has no mark of its own but its full stops.
        case 0x40, 0x3A, 0x2F, 0x2E: Flag.address | Flag.word
        case 0x30...0x39, 0x41...0x5A, 0x80...0xFF: Flag.word
        case 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x3C...0x3E, 0x5F, 0x60, 0x7C, 0x7E: Flag.word
        default: 0
        }
    }
}
