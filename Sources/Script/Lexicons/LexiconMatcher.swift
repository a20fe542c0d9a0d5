import NarrateModel

/// Finds the entries of lexicons in text.
///
/// Case-sensitive, whole words, longest form first; of equal forms the first lexicon's first
/// entry. Scripts that do not space words are matched anywhere. White space matches any white
/// space, apostrophes and hyphens match in every shape, accents whether composed or not.
struct LexiconMatcher: Sendable {
    /// A place where an entry applies.
    struct Match: Equatable {
        var range: Range<Int>
        var entry: Entry
    }

    /// Where an entry is: its lexicon and its place there.
    struct Entry: Equatable, Hashable {
        var lexicon: Int
        var lexeme: Int
    }

    private var trie: GraphemeTrie
    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// Prepares the lexicons that apply to text of a language.
    ///
    /// A lexicon applies to the book's main text whatever its language says, and to a passage
    /// in another language when it is for that one.
    init(_ lexicons: [Lexicon], language: String, isMain: Bool) {
        let bytes = lexicons.reduce(0) { total, lexicon in
            total + lexicon.lexemes.reduce(0) { $0 + $1.graphemes.reduce(0) { $0 + $1.utf8.count } }
        }
        trie = GraphemeTrie(capacity: bytes)
        let primary = LanguageTag.primary(language)
        for (index, lexicon) in lexicons.enumerated() {
            for (place, lexeme) in lexicon.lexemes.enumerated() {
                let own = LanguageTag.primary(lexeme.language ?? lexicon.language ?? "")
                let isOwn = own.isEmpty || own == primary
                guard isOwn || isMain && lexeme.language == nil else { continue }
                entries.append(Entry(lexicon: index, lexeme: place))
                for grapheme in lexeme.graphemes { insert(grapheme) }
            }
        }
    }

    private mutating func insert(_ grapheme: String) {
        for form in CanonicalForms.variants(of: grapheme) {
            _ = trie.insert(LexiconMatcher.folded(form), entry: entries.count - 1)
        }
    }

    /// Every match, in order, none overlapping another.
    func matches(in text: UTF8Text) -> [Match] {
        guard !isEmpty else { return [] }
        var result: [Match] = []
        var index = 0
        var isAfterWord = false
        while index < text.count {
            let scalar = text.scalar(at: index)
            let isWord = ScalarClass.isWord(scalar)
            if !isWord || !isAfterWord || isUnspaced(scalar, before: index, text),
                let match = match(at: index, in: text)
            {
                result.append(match)
                index = match.range.upperBound
                isAfterWord = ScalarClass.isWord(text.scalar(before: index))
                continue
            }
            isAfterWord = isWord
            index = text.after(index)
        }
        return result
    }

    private func isUnspaced(_ scalar: UInt32, before index: Int, _ text: UTF8Text) -> Bool {
        ScalarClass.isUnspaced(scalar) || ScalarClass.isUnspaced(text.scalar(before: index))
    }

    /// The longest match that starts at an offset.
    private func match(at start: Int, in text: UTF8Text) -> Match? {
        var node = GraphemeTrie.root
        var index = start
        var best: Match?
        while index < text.count {
            let (byte, next) = LexiconMatcher.fold(text, at: index)
            node = trie.child(of: node, byte)
            guard node != 0 else { break }
            index = next
            if let entry = trie.entry(at: node), isWordEnd(index, text) {
                best = Match(range: start..<index, entry: entries[entry])
            }
        }
        return best
    }

    private func isWordEnd(_ index: Int, _ text: UTF8Text) -> Bool {
        guard index < text.count else { return true }
        let last = text.scalar(before: index)
        let next = text.scalar(at: index)
        guard ScalarClass.isWord(last) else { return true }
        if ScalarClass.isWord(next) {
            let isMark = (0x300...0x36F).contains(next)
            return !isMark && (ScalarClass.isUnspaced(last) || ScalarClass.isUnspaced(next))
        }
        // `Don` is not in `don't`, `Siobhan` is in `Siobhan's`.
        guard last | 0x20 == 0x6E, next == 0x27 || next == 0x2019 else { return true }
        let letter = text.after(index)
        return text.scalar(at: letter) | 0x20 != 0x74
            || ScalarClass.isWord(text.scalar(at: letter + 1))
    }

    /// The bytes of a form as they are compared.
    static func folded(_ form: String) -> [UInt8] {
        let text = UTF8Text(form)
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            let (byte, next) = fold(text, at: index)
            result.append(byte)
            index = next
        }
        return result
    }

    /// The byte that stands for what is at an offset, and the offset after it.
    @inline(__always)
    private static func fold(_ text: UTF8Text, at index: Int) -> (UInt8, Int) {
        let byte = text.bytes[index]
        if byte > 0x20, byte < 0x80 { return (byte, index + 1) }
        return foldRare(text, at: index, byte)
    }

    private static func foldRare(_ text: UTF8Text, at index: Int, _ byte: UInt8) -> (UInt8, Int) {
        guard byte < 0x80 || byte >= 0xC0 else { return (byte, index + 1) }
        let scalar = text.scalar(at: index)
        if ScalarClass.isSpace(scalar) { return (0x20, text.skippingSpace(from: index)) }
        switch scalar {
        case 0x2018, 0x2019, 0x2BC: return (0x27, text.after(index))
        case 0x2010, 0x2011: return (0x2D, text.after(index))
        default: return (byte, index + 1)
        }
    }
}
