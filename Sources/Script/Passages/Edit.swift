/// A stretch of written text and what is spoken in its place.
struct Edit: Equatable {
    /// Who made the edit.
    enum Origin: Equatable {
        /// An entry of a lexicon: its places in the list of lexicons and in the lexicon.
        case lexicon(Int, lexeme: Int)
        /// A pronunciation that stands in the book.
        case book
        case normaliser
        /// The full stop a heading lacks.
        case heading
        /// A pause that the engine makes.
        case pause
        /// Something the engine would take for its own markup.
        case escape
    }

    /// Byte offsets in the written text.
    var range: Range<Int>
    var replacement: [UInt8]
    /// Whether a cut inside the replacement would break it: a tag.
    var isAtomic: Bool
    var origin: Origin

    init(range: Range<Int>, replacement: String, isAtomic: Bool = false, origin: Origin) {
        self.range = range
        self.replacement = Array(replacement.utf8)
        self.isAtomic = isAtomic
        self.origin = origin
    }
}
