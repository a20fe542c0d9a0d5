import NarrateModel

/// A stretch of a book between two boundaries: a chapter, or what stands around chapters.
struct BookUnit {
    var range: Range<Int>
    var start: ChapterStart?
    var zone: Zone?
    /// Letters that can be narrated.
    var letters = 0
    /// Letters outside of headings.
    var bodyLetters = 0
    /// Whether a marked section or the whole document says what it is.
    var isMarked = false
    var prefixTitles: [String] = []
}

extension Zone {
    /// Kinds that a listener does not want to hear unless asked.
    var isSkipped: Bool {
        switch self {
        case .cover, .titlePage, .halfTitle, .imprint, .copyright, .contents, .list, .index,
            .bibliography, .notes, .colophon, .licence, .navigation, .glossary:
            true
        default: false
        }
    }

    /// Kinds that are never read as text, even when front and back matter is asked for.
    var isNeverRead: Bool {
        self == .licence || self == .navigation || self == .contents || self == .index
    }

    /// Why such a division is set aside.
    var reason: Balance.Reason {
        switch self {
        case .licence: .licence
        case .navigation, .contents: .navigation
        case .notes: .footnote
        case .index, .bibliography, .colophon, .glossary, .list: .backMatter
        default: .frontMatter
        }
    }

    /// Where in a book such a division stands.
    func role(isBeforeBody: Bool) -> Chapter.Role {
        switch self {
        case .cover, .titlePage, .halfTitle, .dedication, .epigraph, .foreword, .preface, .front:
            .front
        case .afterword, .appendix, .bibliography, .index, .notes, .colophon, .glossary,
            .contributors,
            .acknowledgments, .back:
            isBeforeBody ? .front : .back
        case .imprint, .copyright, .contents, .list, .licence, .navigation:
            isBeforeBody ? .front : .back
        case .introduction: isBeforeBody ? .front : .body
        default: .body
        }
    }
}
