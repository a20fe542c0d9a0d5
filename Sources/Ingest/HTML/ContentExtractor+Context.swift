import NarrateModel

extension ContentExtractor {
    /// Sets what an element means for the text inside it.
    mutating func enter(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        let semantics = Semantics(tag, memory: &semantics)
        enterByName(tag, semantics, &frame)
        guard !tag.attributes.isEmpty else { return }
        enterByMeaning(tag, semantics, &frame)
        enterByLanguage(tag, &frame)
    }

    private mutating func enterByName(
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ frame: inout ExtractionFrame
    ) {
        switch frame.kind {
        case .heading(let level):
            frame.context.heading = level
            frame.context.isVerse = false
        case .headingGroup: frame.context.isHeadingGroup = true
        case .lineBreak: lineBreak(frame.context)
        case .rule: rule(semantics, frame.context)
        case .quote: frame.context.isQuote = true
        case .item: frame.context.isItem = true
        case .table: startTable(tag, semantics, &frame)
        case .row, .cell: startCell(tag, &frame)
        case .caption:
            frame.context.isCaption = true
            if environment.options.captions == .skip { setReason(.caption, &frame) }
        case .preformatted: frame.context.isPreformatted = true
        case .ruby where environment.options.ruby == .reading: setDiscard(.rubyReading, &frame)
        case .rubyReading: ruby(tag.name, &frame)
        case .math: math(tag, &frame)
        case .svg:
            frame.context.isSVG = true
            setDiscard(.figure, &frame)
        case .image: image(tag, semantics, frame.context)
        case .link: link(tag, semantics, &frame)
        case .emphasis: frame.span = .init(start: accumulator.upcoming, property: .emphasis)
        case .strong: frame.span = .init(start: accumulator.upcoming, property: .strong)
        case .superscript: frame.mark = accumulator.mark
        case .hidden where frame.context.isMath: annotation(tag, &frame)
        case .hidden: setDiscard(.hidden, &frame)
        case .navigation: navigation(semantics, &frame)
        case .deleted: setDiscard(.other, &frame)
        case .void: enterVoid(tag)
        default: startOther(tag, semantics, &frame)
        }
        if frame.context.isMath, case .inline = frame.kind { accumulator.breakWord() }
    }

    private mutating func startOther(
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ frame: inout ExtractionFrame
    ) {
        switch tag.name {
        case "main":
            hasMain = true
            frame.context.isMain = true
        case "html": document.language = languageTag(tag) ?? document.language
        case "body":
            document.zone = semantics.zone
            document.language = document.language ?? languageTag(tag)
        case "image":
            if let source = tag["xlink:href"] ?? tag["href"] { document.images.append(source) }
        default: break
        }
    }

    // MARK: Reasons

    func setReason(_ reason: Balance.Reason, _ frame: inout ExtractionFrame) {
        if frame.context.reason == nil { frame.context.reason = reason }
    }

    func setDiscard(_ reason: Balance.Reason, _ frame: inout ExtractionFrame) {
        if frame.context.discard == nil { frame.context.discard = frame.context.reason ?? reason }
    }

    /// Sets whole blocks aside in a block, and only counts text inside of one.
    func setAside(_ reason: Balance.Reason, _ frame: inout ExtractionFrame) {
        if frame.kind.isBlock, frame.context.discard == nil {
            setReason(reason, &frame)
        } else {
            setDiscard(reason, &frame)
        }
    }

    // MARK: Meaning

    private mutating func enterByMeaning(
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ frame: inout ExtractionFrame
    ) {
        if tag.isHidden { setAside(.hidden, &frame) }
        if let zone = semantics.zone, frame.kind.isBlock {
            sections += 1
            frame.context.zone = zone
            frame.context.section = sections
        }
        if semantics.isNoteReference { setDiscard(.noteReference, &frame) }
        if semantics.isBacklink { setDiscard(.noteReference, &frame) }
        if semantics.isPageBreak { setDiscard(.pageNumber, &frame) }
        if semantics.isNote, !semantics.isNoteReference, frame.context.heading == nil {
            setAside(.footnote, &frame)
        }
        enterByClass(semantics, &frame)
        if environment.isPage, semantics.isPageFurniture { setAside(.navigation, &frame) }
        if semantics.isMain {
            hasMain = true
            frame.context.isMain = true
        }
    }

    private func enterByClass(_ semantics: Semantics, _ frame: inout ExtractionFrame) {
        if semantics.isVerse { frame.context.isVerse = true }
        if semantics.isRunningHead { setAside(.runningHead, &frame) }
        if semantics.isTitle, frame.context.heading == nil { frame.context.isTitleLike = true }
        if frame.suspicion == nil, frame.context.heading == nil || !frame.kind.isBlock {
            if semantics.mayBePageNumber {
                frame.suspicion = .pageNumber
                frame.mark = accumulator.mark
            } else if semantics.isPermalink {
                frame.suspicion = .permalink
                frame.mark = accumulator.mark
            }
        }
    }

    private mutating func enterByLanguage(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        if let alphabet = tag["ssml:alphabet"] { frame.context.alphabet = word(alphabet) }
        if let phonemes = tag["ssml:ph"] {
            let alphabet = frame.context.alphabet.map { words[$0] } ?? "ipa"
            frame.span = .init(
                start: accumulator.upcoming,
                property: .phonemes(phonemes, alphabet: alphabet)
            )
        }
        guard tag.name != "html", let language = languageTag(tag),
            language != frame.context.language.map({ words[$0] }) ?? document.language
        else { return }
        frame.context.language = word(language)
        // `<i lang="fr">` is first of all French, but a pronunciation says more.
        if !frame.kind.isBlock, !frame.hasPronunciation {
            frame.span = .init(start: accumulator.upcoming, property: .language(language))
            // The stretch says it; the blocks inside need not.
            frame.context.language = nil
        }
    }

    private mutating func word(_ text: String) -> Int {
        if let index = words.firstIndex(of: text) { return index }
        // A document that names thousands of languages names none.
        guard words.count < 1_000 else { return words.count - 1 }
        words.append(text)
        return words.count - 1
    }

    private mutating func languageTag(_ tag: MarkupTag) -> String? {
        guard let written = tag["xml:lang"] ?? tag["lang"] else { return nil }
        if let known = languageTags[written] { return known }
        let language = LanguageTag.normalized(written)
        if languageTags.count < 1_000 { languageTags[written] = .some(language) }
        return language
    }

    private mutating func enterVoid(_ tag: MarkupTag) {
        if tag.name == "meta" { return metadata(tag) }
        guard tag.name == "link", let href = tag["href"],
            let relation = tag["rel"]?.lowercased(),
            relation.split(whereSeparator: \.isWhitespace).contains("pronunciation"),
            document.lexicons.count < IngestLimits.lexicons
        else { return }
        document.lexicons.append(href)
    }

    private mutating func metadata(_ tag: MarkupTag) {
        guard let name = tag["name"] ?? tag["property"], let content = tag["content"] else {
            return
        }
        document.metadata[name.lowercased(), default: []].append(content.collapsed)
    }

    private func navigation(_ semantics: Semantics, _ frame: inout ExtractionFrame) {
        setAside(.navigation, &frame)
        // On a page of a site it is furniture, not a division of the book.
        frame.context.zone =
            semantics.zone ?? (environment.isPage ? frame.context.zone : .navigation)
    }
}
