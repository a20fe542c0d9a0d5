/// What the attributes of an element say about its purpose.
struct Semantics {
    /// What a word of `epub:type`, `role` or `class` can say.
    struct Traits: OptionSet {
        let rawValue: UInt16

        static let noteReference = Traits(rawValue: 1 << 0)
        static let backlink = Traits(rawValue: 1 << 1)
        static let note = Traits(rawValue: 1 << 2)
        static let pageBreak = Traits(rawValue: 1 << 3)
        /// Classes of page numbers; the text has to confirm it, as whole pages and headings bear them too.
        static let mayBePageNumber = Traits(rawValue: 1 << 4)
        static let permalink = Traits(rawValue: 1 << 5)
        static let verse = Traits(rawValue: 1 << 6)
        static let title = Traits(rawValue: 1 << 7)
        static let dropCap = Traits(rawValue: 1 << 8)
        /// A landmark of a page around its main part (ARIA, section 5.3.4).
        static let furniture = Traits(rawValue: 1 << 9)
        static let main = Traits(rawValue: 1 << 10)
        static let presentation = Traits(rawValue: 1 << 11)
        static let runningHead = Traits(rawValue: 1 << 12)
    }

    /// Words of `epub:type` and `role` in lower case.
    private(set) var types: [Substring] = []
    private(set) var traits: Traits = []

    /// What was found for the values of attributes before.
    struct Memory {
        fileprivate var classes: [String: Semantics] = [:]
        fileprivate var types: [String: Semantics] = [:]
        /// Values most documents have, which are so few that looking through them beats hashing.
        fileprivate var commonClasses: [(value: String, found: Semantics)] = []

        fileprivate static let limit = 4_096
        fileprivate static let common = 16
    }

    init(_ tag: MarkupTag) {
        var memory = Memory()
        self.init(tag, memory: &memory)
    }

    /// Reads a tag, with what was found for the same values before.
    init(_ tag: MarkupTag, memory: inout Memory) {
        for attribute in tag.attributes {
            let isClass = attribute.name == "class"
            guard isClass || attribute.name == "role" || attribute.name.hasSuffix(":type") else {
                continue
            }
            let found = Semantics(attribute.value, isClass: isClass, memory: &memory)
            if !found.types.isEmpty { types += found.types }
            traits.formUnion(found.traits)
        }
    }

    private init(_ value: String, isClass: Bool, memory: inout Memory) {
        guard isClass else {
            self = memory.types[value] ?? Semantics(value, isClass: false)
            if memory.types.count < Memory.limit { memory.types[value] = self }
            return
        }
        if let known = memory.commonClasses.first(where: { $0.value == value }) {
            self = known.found
            return
        }
        self = memory.classes[value] ?? Semantics(value, isClass: true)
        if memory.commonClasses.count < Memory.common {
            memory.commonClasses.append((value, self))
        } else if memory.classes.count < Memory.limit {
            memory.classes[value] = self
        }
    }

    private init(_ value: String, isClass: Bool) {
        for word in Semantics.words(value) {
            if isClass {
                traits.formUnion(Semantics.ofClass(word))
                if let type = Semantics.typesOfClasses[word] { types.append(type) }
            } else {
                types.append(word)
                traits.formUnion(Semantics.typeTraits[word] ?? [])
            }
        }
    }

    private static func words(_ value: String) -> [Substring] {
        let hasCapitals = value.utf8.contains { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x80 }
        return (hasCapitals ? value.lowercased() : value).split(whereSeparator: \.isWhitespace)
    }

    private static func ofClass(_ word: Substring) -> Traits {
        if let traits = classTraits[word] { return traits }
        if dropCapPrefixes.contains(where: { word.hasPrefix($0) }) { return .dropCap }
        return titlePrefixes.contains { word.hasPrefix($0) } ? .title : []
    }

    /// The division it is marked as; a telling one wins over a mere position.
    var zone: Zone? {
        guard !types.isEmpty else { return nil }
        let zones = types.compactMap { Zone(word: $0) }
        return zones.first { !$0.isPosition } ?? zones.first
    }

    var isNoteReference: Bool { traits.contains(.noteReference) }
    var isBacklink: Bool { traits.contains(.backlink) }
    var isNote: Bool { traits.contains(.note) }
    var isPageBreak: Bool { traits.contains(.pageBreak) }
    var mayBePageNumber: Bool { traits.contains(.mayBePageNumber) }
    var isPermalink: Bool { traits.contains(.permalink) }
    var isVerse: Bool { traits.contains(.verse) }
    var isTitle: Bool { traits.contains(.title) }
    var isDropCap: Bool { traits.contains(.dropCap) }
    var isPageFurniture: Bool { traits.contains(.furniture) }
    var isMain: Bool { traits.contains(.main) }
    var isRunningHead: Bool { traits.contains(.runningHead) }
    var isPresentation: Bool { traits.contains(.presentation) }

    /// Classes that converters write where they mean a division (DocBook XSL).
    private static let typesOfClasses: [Substring: Substring] = ["legalnotice": "copyright-page"]

    private static let dropCapPrefixes = [
        "dropcap", "drop-cap", "lettrine", "first-letter", "illuminated",
    ]
    private static let titlePrefixes = ["chapter-", "chapter_", "chaptertitle", "chap-", "kapitel"]

    private static func table(_ rows: [(Traits, String)]) -> [Substring: Traits] {
        var table: [Substring: Traits] = [:]
        for (traits, words) in rows {
            for word in words.split(separator: " ") { table[word, default: []].formUnion(traits) }
        }
        return table
    }

    private static let typeTraits = table([
        (.noteReference, "noteref doc-noteref annoref biblioref doc-biblioref"),
        (.backlink, "backlink doc-backlink referrer"),
        (.note, "footnote doc-footnote endnote doc-endnote rearnote footnotes endnotes rearnotes"),
        (.note, "doc-endnotes doc-footnotes"),
        (.pageBreak, "pagebreak doc-pagebreak"),
        (.verse, "z3998:poem z3998:verse z3998:song z3998:hymn z3998:lyrics"),
        (.title, "title fulltitle subtitle ordinal label doc-subtitle halftitle"),
        (.furniture, "banner contentinfo complementary navigation search menubar menu"),
        (.main, "main"), (.presentation, "presentation none"),
    ])

    private static let classTraits = table([
        (
            .noteReference,
            "noteref fnanchor footnote-ref footnoteref footnote-reference fnref note-ref"
        ),
        (.noteReference, "footnotecall footnote-call endnote-ref notemark notenum _idfootnotelink"),
        (.noteReference, "_idendnotelink footnote-link"),
        (.backlink, "backlink footnote-backref footnote-back footnote-backlink fnbacklink"),
        (.backlink, "reversefootnote data-footnote-backref _idfootnoteanchor"),
        (
            .note,
            "footnote footnotes endnote endnotes fnote footnote-text footnotetext footnote-body"
        ),
        (.note, "footnotebody _idfootnote _idfootnotes _idendnote rearnote rearnotes foot-note"),
        (.note, "footnote-item footnote-definition footnote-entry"),
        (
            .mayBePageNumber,
            "pagenum pageno pagenumber page-number page_number pagenr pgnum pb pagebreak"
        ),
        (
            .mayBePageNumber,
            "page-break page-num page newpage x-ebookmaker-pageno pgno pageref folio"
        ),
        (.mayBePageNumber, "seitenzahl linenum lineno line-number linenumber versenum ln"),
        (.permalink, "headerlink anchor-link header-anchor permalink heading-anchor anchorjs-link"),
        (.furniture, "navheader navfooter docnav breadcrumb breadcrumbs skip-link skiplink"),
        (.furniture, "toc table-of-contents toctree-wrapper localtoc"),
        (.furniture, "pagination rst-footer-buttons prev-next-area prev-next-footer"),
        (.furniture, "mw-editsection mw-jump-link navbox catlinks printfooter"),
        (.verse, "poem poetry verse stanza poetry-container song lyrics linegroup"),
        (
            .title,
            "title chapter chapter-title chaptertitle heading header head chapterhead chap subtitle"
        ),
        (
            .title,
            "sectiontitle section-title parttitle part-title ct cn chapternumber chapter-number"
        ),
        (.title, "h1 h2 h3 center-heading t"),
        (.dropCap, "initial dropimage dc"),
        (
            .runningHead,
            "runninghead running-head running_head runhead running-header runningheader running-title"
        ),
        (.runningHead, "runningfoot running-foot running-footer"),
    ])
}

extension MarkupTag {
    /// Whether the element says itself that it is not shown.
    var isHidden: Bool {
        for attribute in attributes {
            switch attribute.name {
            case "hidden": return true
            case "aria-hidden": if attribute.value.lowercased() == "true" { return true }
            case "style":
                guard
                    attribute.value.range(of: "none", ignoringCase: true) != nil
                        || attribute.value.range(of: "hidden", ignoringCase: true) != nil
                else { continue }
                let style = attribute.value.lowercased().filter { !$0.isWhitespace }
                if style.contains("display:none") || style.contains("visibility:hidden") {
                    return true
                }
            default: continue
            }
        }
        return false
    }
}
