/// Composed and decomposed spellings of accented text (Unicode Standard Annex 15).
///
/// FoundationEssentials has no normal forms, but `Character` compares by canonical equivalence:
/// the tables come from asking it once.
enum CanonicalForms {
    /// The spellings a word may have in a book: as given, composed, decomposed.
    static func variants(of text: String) -> [String] {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [text] }
        var result = [text]
        for form in [composed(text), decomposed(text)]
        where !result.contains(where: { $0.utf8.elementsEqual(form.utf8) }) {
            result.append(form)
        }
        return result
    }

    /// The text with accents joined to their letters where Unicode has one scalar for both.
    static func composed(_ text: String) -> String {
        var result = ""
        for character in text {
            let isJoined = character.unicodeScalars.count > 1
            result.append(isJoined ? compositions[character] ?? character : character)
        }
        return result
    }

    private static func decomposed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return String(result)
    }

    private static func append(_ scalar: Unicode.Scalar, to view: inout String.UnicodeScalarView) {
        guard let (base, mark) = decompositions[scalar] else { return view.append(scalar) }
        append(base, to: &view)
        view.append(mark)
    }

    /// Scalars that can stand for a letter and its accents.
    private static let compositions: [Character: Character] = {
        var table: [Character: Character] = [:]
        for range in [0xC0...0x24F, 0x386...0x3CE, 0x400...0x4F9, 0x1E00...0x1FFC, 0x304C...0x30FE]
        {
            for value in range {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                let character = Character(scalar)
                if table[character] == nil { table[character] = character }
            }
        }
        return table
    }()

    private static let decompositions: [Unicode.Scalar: (Unicode.Scalar, Unicode.Scalar)] = {
        let marks: [UInt32] = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C,
            0x313, 0x314, 0x31B, 0x323, 0x326, 0x327, 0x328, 0x342, 0x345, 0x3099, 0x309A,
        ]
        var bases: [UInt32] = [
            0x41...0x5A, 0x61...0x7A, 0x391...0x3C9, 0x410...0x456, 0x304B...0x307B,
        ]
        .flatMap { $0.map(UInt32.init) }
        bases += (0x30AB...0x30DB).map(UInt32.init)
        var table: [Unicode.Scalar: (Unicode.Scalar, Unicode.Scalar)] = [:]
        for _ in 0..<2 {
            var found: [UInt32] = []
            for base in bases.compactMap(Unicode.Scalar.init) {
                for mark in marks.compactMap(Unicode.Scalar.init) {
                    let pair = Character(String(String.UnicodeScalarView([base, mark])))
                    guard let whole = compositions[pair]?.unicodeScalars.first,
                        table[whole] == nil, whole != base
                    else { continue }
                    table[whole] = (base, mark)
                    found.append(whole.value)
                }
            }
            bases = found.filter { $0 < 0x400 }
        }
        return table
    }()
}
