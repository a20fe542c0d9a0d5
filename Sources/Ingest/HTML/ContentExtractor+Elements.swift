import NarrateModel

extension ContentExtractor {
    // MARK: Start

    mutating func start(_ tag: MarkupTag) {
        let kind = tag.element.kind
        if case .raw = kind { return startRaw(tag) }
        // The first title is the document's; later ones are content, such as names of drawings.
        if tag.name == "title", !hasTitle { return startTitle(tag) }
        closeImplied(before: tag.name, kind)
        if kind.isBlock { flush() }
        var frame = ExtractionFrame(element: tag.element, context: context)
        frame.firstBlock = document.blocks.count
        frame.firstAnchor = document.anchors.count
        if !tag.attributes.isEmpty { anchor(tag, &frame) }
        enter(tag, &frame)
        if isEmpty(tag, kind) {
            finish(frame, isEmptyElement: true)
            return
        }
        guard stack.count < IngestLimits.elementDepth else {
            overflow += 1
            return
        }
        if OpenElements.isList(tag.element), !isInList { lists += 1 }
        open.add(1, tag.element)
        if case .paragraph = kind {
            openParagraphs += 1
            blankLines.beginParagraph(in: document)
        }
        if frame.span != nil { openSpans += 1 }
        stack.append(frame)
    }

    private func isEmpty(_ tag: MarkupTag, _ kind: ElementKind) -> Bool {
        if kind.isVoid { return true }
        return tag.isEmptyElement && (tokenizer.isXML || context.isSVG || context.isMath)
    }

    private mutating func startRaw(_ tag: MarkupTag) {
        guard !(tag.isEmptyElement && tokenizer.isXML) else { return }
        // Its text is dropped whole: a script is not text of the document.
        tokenizer.readRawText(of: tag.writtenName)
        while true {
            switch tokenizer.next() {
            case .end(let ended):
                if ended.isSame(as: tag.element) { return }
            case .finished: return
            default: continue
            }
        }
    }

    private mutating func startTitle(_ tag: MarkupTag) {
        guard !(tag.isEmptyElement && tokenizer.isXML) else { return }
        tokenizer.readRawText(of: tag.writtenName)
        isTitleOpen = true
        hasTitle = true
    }

    /// Notes the identifiers of an element.
    private mutating func anchor(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        for name in ["id", "xml:id", "name"] {
            guard let id = tag[name], !id.isEmpty else { continue }
            if name == "name", tag.name != "a" { continue }
            if !accumulator.isEmpty, environment.targets.contains(id) { splitBlockAtTarget() }
            if frame.ownAnchor == nil, frame.kind.isBlock {
                frame.ownAnchor = document.anchors.count
            }
            document.anchors.append(
                Anchor(id: id, block: document.blocks.count, offset: accumulator.scalars)
            )
            pending.fragment = id
            break
        }
    }

    /// A chapter can start inside a paragraph; a few words before its anchor still belong to it.
    private mutating func splitBlockAtTarget() {
        guard context.heading == nil, context.discard == nil else { return }
        let isAtLineStart = pending.lineBreaks.last == accumulator.scalars
        if isAtLineStart || accumulator.weight > 40 { flush() }
    }

    // MARK: End

    mutating func end(_ name: ElementName) {
        if isTitleOpen, name.text == "title" {
            isTitleOpen = false
            return
        }
        if case .lineBreak = name.kind { return start(MarkupTag(name, offset: tokenizer.position)) }
        guard open[name] > 0 else {
            if overflow > 0 { overflow -= 1 }
            if name.kind.isBlock { flush() }
            return
        }
        if overflow > 0 {
            overflow -= 1
            if name.kind.isBlock { flush() }
            return
        }
        while let last = stack.last?.element {
            pop()
            if last.isSame(as: name) { break }
        }
    }

    mutating func pop() {
        guard let frame = stack.last else { return }
        if frame.kind.isBlock { flush() }
        if let span = frame.span {
            openSpans -= 1
            if accumulator.scalars > span.start {
                pending.spans.append(
                    Span(range: span.start..<accumulator.scalars, property: span.property)
                )
            }
        }
        stack.removeLast()
        open.add(-1, frame.element)
        if case .paragraph = frame.kind { openParagraphs -= 1 }
        finish(frame, isEmptyElement: false)
    }

    /// What the end of an element does, after its text is in.
    private mutating func finish(_ frame: ExtractionFrame, isEmptyElement: Bool) {
        if let own = frame.ownAnchor, own < document.anchors.count {
            document.anchors[own].end = document.blocks.count
        }
        switch frame.kind {
        case .link, .superscript, .inline, .emphasis, .strong: finishInline(frame)
        case .headingGroup: finishHeadingGroup(frame)
        case .preformatted: finishPreformatted(frame)
        case .table: finishTable(frame)
        case .paragraph:
            endStanza(frame)
            if frame.firstBlock == document.blocks.count, frame.context.discard == nil {
                blankLines.endParagraph(in: document)
            }
        case .block, .section, .quote: if frame.context.isVerse { endStanza(frame) }
        case .cell, .item: accumulator.breakWord()
        case .code: if context.isPreformatted { markAsCode() }
        default: break
        }
    }

    private mutating func endStanza(_ frame: ExtractionFrame) {
        guard frame.context.isVerse, document.blocks.count > frame.firstBlock,
            let last = document.blocks.last, case .verse = last.kind
        else { return }
        document.blocks[document.blocks.count - 1].kind = .verse(endsStanza: true)
    }

    private mutating func finishHeadingGroup(_ frame: ExtractionFrame) {
        let range = frame.firstBlock..<document.blocks.count
        let levels = range.compactMap { index in
            document.blocks[index].continuesHeading ? nil : document.blocks[index].headingLevel
        }
        guard let level = levels.min() else { return }
        for (position, index) in range.enumerated() where document.blocks[index].headingLevel != nil
        {
            document.blocks[index].kind = .heading(level)
            document.blocks[index].continuesHeading = position > 0
        }
    }

    private mutating func markAsCode() {
        if let index = stack.lastIndex(where: { $0.name == "pre" }) { stack[index].isCode = true }
    }

    private mutating func finishPreformatted(_ frame: ExtractionFrame) {
        let range = frame.firstBlock..<document.blocks.count
        let isCode = frame.isCode || CodeLikeness.isCode(document.blocks[range].map(\.text))
        for index in range where isCode {
            document.blocks[index].kind = .code
            if environment.options.code == .skip {
                document.blocks[index].reason = document.blocks[index].reason ?? .code
            }
        }
        if !isCode, let last = document.blocks.indices.last, range.contains(last),
            document.blocks[last].kind == .verse(endsStanza: false)
        {
            document.blocks[last].kind = .verse(endsStanza: true)
        }
    }

    // MARK: What HTML leaves out

    /// Closes elements whose end tags authors leave out.
    private mutating func closeImplied(before name: String, _ kind: ElementKind) {
        switch kind {
        case .item where name == "li": close("li", until: ["ul", "ol", "menu", "dir", "table"])
        case .item:
            close("dt", until: ["dl", "table"])
            close("dd", until: ["dl", "table"])
        case .row: close("tr", until: ["table"])
        case .cell:
            close("td", until: ["tr", "table"])
            close("th", until: ["tr", "table"])
        default: break
        }
        if kind.isBlock, openParagraphs > 0 {
            close(
                "p",
                until: ["td", "th", "table", "button", "object", "caption", "li", "div", "aside"]
            )
        }
    }

    /// Ends the nearest open element of a name unless one of others stands between.
    private mutating func close(_ name: String, until limits: [String]) {
        guard open[ElementName(name)] > 0 else { return }
        for frame in stack.reversed().prefix(64) {
            if frame.name == name {
                while let last = stack.last {
                    pop()
                    if last.name == name { return }
                }
            }
            if limits.contains(frame.name) { return }
        }
    }
}

/// Tells program text from verse and letters that are set in the same element.
enum CodeLikeness {
    static func isCode(_ lines: [String]) -> Bool {
        var letters = 0
        var signs = 0
        for line in lines {
            for byte in line.utf8 {
                if byte >= 0x80 || MarkupTokenizer.isLetter(byte) { letters += 1 }
                if "{}()[]<>=;/\\|&$#@%^`+".utf8.contains(byte) { signs += 1 }
            }
        }
        return signs > 4 && signs * 12 > letters
    }
}
