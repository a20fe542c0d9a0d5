/// Texts of one frame in the one encoding that holds them all.
struct ID3Text: Sendable {
    private enum Encoding: UInt8 { case latin1 = 0, utf16 = 1, utf8 = 3 }

    private let texts: [String]
    private let chosen: Encoding

    /// Chooses the encoding: Latin-1 where it is enough, else UTF-16 with its byte order mark, which
    /// is all that version 2.3 has; UTF-8 in version 2.4.
    init(_ version: ID3Version, fitting texts: [String]) {
        // A zero would end the text early.
        self.texts = texts.map { $0.filter { $0 != "\0" } }
        let isLatin1 = self.texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value <= 0xFF } }
        let isASCII = self.texts.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
        chosen =
            switch version {
            case .v23: isLatin1 ? .latin1 : .utf16
            case .v24: isASCII ? .latin1 : .utf8
            }
    }

    var encoding: UInt8 { chosen.rawValue }

    /// An empty description: with its byte order mark, which some readers insist on.
    var empty: [UInt8] { chosen == .utf16 ? [0xFF, 0xFE, 0, 0] : [0] }

    func bytes(_ position: Int) -> [UInt8] {
        let text = texts[position]
        switch chosen {
        case .latin1: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        case .utf8: return Array(text.utf8)
        case .utf16:
            return [0xFF, 0xFE]
                + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        }
    }

    func terminated(_ position: Int) -> [UInt8] {
        bytes(position) + (chosen == .utf16 ? [0, 0] : [0])
    }
}
