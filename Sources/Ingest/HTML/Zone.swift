/// A division of a book by its marked or recognised purpose (EPUB Structural Semantics, DPUB-ARIA).
enum Zone: String, Sendable {
    case cover, titlePage, halfTitle, imprint, copyright, dedication, epigraph, foreword, preface
    case introduction, prologue, contents, list, chapter, part, epilogue, afterword, appendix
    case glossary, bibliography, index, notes, colophon, acknowledgments, contributors, licence
    case front, body, back, navigation

    /// The division an `epub:type` or role word names.
    init?(word: Substring) {
        let name = word.hasPrefix("doc-") ? word.dropFirst(4) : word
        guard let zone = Zone.words[String(name)] else { return nil }
        self = zone
    }

    /// Kinds that only say where in the book a section stands, not what it is.
    var isPosition: Bool { self == .front || self == .body || self == .back }

    private static let words: [String: Zone] = [
        "cover": .cover, "titlepage": .titlePage, "title-page": .titlePage,
        "halftitlepage": .halfTitle, "halftitle": .halfTitle, "imprint": .imprint,
        "imprimatur": .imprint, "copyright-page": .copyright, "copyright": .copyright,
        "other-credits": .imprint, "dedication": .dedication, "epigraph": .epigraph,
        "foreword": .foreword, "preface": .preface, "preamble": .preface,
        "introduction": .introduction, "prologue": .prologue, "toc": .contents,
        "toc-brief": .contents,
        "landmarks": .navigation, "page-list": .navigation, "pagelist": .navigation,
        "loi": .list, "lot": .list, "loa": .list, "lov": .list, "chapter": .chapter,
        "part": .part, "volume": .part, "division": .part, "epilogue": .epilogue,
        "conclusion": .epilogue, "afterword": .afterword, "appendix": .appendix,
        "glossary": .glossary, "bibliography": .bibliography, "index": .index,
        "index-group": .index, "endnotes": .notes, "footnotes": .notes, "rearnotes": .notes,
        "colophon": .colophon, "acknowledgments": .acknowledgments,
        "acknowledgements": .acknowledgments, "credits": .acknowledgments,
        "contributors": .contributors, "errata": .appendix, "copyright-notice": .copyright,
        "frontmatter": .front, "bodymatter": .body, "backmatter": .back, "notice": .imprint,
        "bodymatter-start": .body, "text": .body, "start": .body,
    ]
}
