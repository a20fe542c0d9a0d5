import NarrateModel

extension ContentExtractor {
    mutating func lineBreak(_ context: ExtractionContext) {
        guard context.discard == nil else { return }
        if context.isVerse || context.isPreformatted { return flush() }
        guard !accumulator.isEmpty else { return }
        accumulator.breakWord()
        // The next visible character stands after the blank that the break becomes.
        let offset = accumulator.scalars + 1
        if pending.lineBreaks.last != offset { pending.lineBreaks.append(offset) }
    }

    mutating func rule(_ semantics: Semantics, _ context: ExtractionContext) {
        guard context.discard == nil, context.reason == nil, !semantics.isPageBreak,
            !semantics.mayBePageNumber, !document.blocks.isEmpty
        else { return }
        var block = ContentBlock(kind: .sceneBreak)
        block.zone = context.zone
        block.section = context.section
        block.line = lines.line(at: tokenizer.position, in: tokenizer.bytes)
        add(block)
    }

    func ruby(_ name: String, _ frame: inout ExtractionFrame) {
        guard environment.options.ruby == .reading else {
            return setDiscard(.rubyReading, &frame)
        }
        guard name == "rt" else { return }
        let outer = stack.last { $0.name == "ruby" }.flatMap { ruby in
            stack.last { $0.name != "ruby" && $0.firstBlock <= ruby.firstBlock }?.context.discard
        }
        if frame.context.discard == .rubyReading { frame.context.discard = outer }
    }

    mutating func math(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        frame.context.isMath = true
        accumulator.breakWord()
        let alternative = tag["alttext"].map { $0.collapsed } ?? ""
        guard environment.options.math == .read else {
            document.setAside(
                ScalarClass.weight(of: alternative),
                as: frame.context.discard ?? .math
            )
            return setDiscard(.math, &frame)
        }
        guard !alternative.isEmpty else {
            frame.mark = accumulator.mark
            return
        }
        if let discard = frame.context.discard {
            document.setAside(ScalarClass.weight(of: alternative), as: discard)
        } else {
            speak(alternative)
        }
        setDiscard(.math, &frame)
    }

    /// Words for a formula are spoken in the place of its signs; other annotations are for programs.
    mutating func annotation(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        guard frame.context.discard == nil, tag.name == "annotation",
            tag["encoding"]?.lowercased().hasPrefix("text/plain") ?? false,
            let formula = stack.last(where: { $0.name == "math" }), let mark = formula.mark,
            formula.firstBlock == document.blocks.count
        else { return setDiscard(.math, &frame) }
        document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .math)
        accumulator.breakWord()
    }

    /// Puts text of an attribute where the element stands.
    private mutating func speak(_ text: String) {
        if pending.offset == nil { pending.offset = tokenizer.position }
        accumulator.append(text)
    }

    // MARK: Pictures

    mutating func image(_ tag: MarkupTag, _ semantics: Semantics, _ context: ExtractionContext) {
        if let source = tag["src"] ?? tag["xlink:href"] ?? tag["href"] {
            document.images.append(source)
        }
        guard tag.name == "img", let alt = tag["alt"]?.collapsed, !alt.isEmpty else { return }
        let weight = ScalarClass.weight(of: alt)
        if let discard = context.discard { return document.setAside(weight, as: discard) }
        if tag.isHidden { return document.setAside(weight, as: .hidden) }
        if standsForText(alt, tag, semantics, context) { return speak(alt) }
        guard environment.options.altText == .read else {
            return document.setAside(weight, as: context.reason ?? .altText)
        }
        accumulator.breakWord()
        guard accumulator.isEmpty else {
            speak(alt)
            return accumulator.breakWord()
        }
        speak(alt)
        flush()
        if let last = document.blocks.indices.last, case .paragraph = document.blocks[last].kind {
            document.blocks[last].kind = .altText
        }
    }

    /// A picture of a heading, or of the first letters of a word that goes on after it.
    private func standsForText(
        _ alt: String,
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ context: ExtractionContext
    ) -> Bool {
        if context.heading != nil, accumulator.isEmpty { return alt.unicodeScalars.count <= 120 }
        let isShort = alt.unicodeScalars.count <= 3
        guard isShort, alt.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
            return false
        }
        if semantics.isDropCap { return true }
        let next = tokenizer.position
        guard accumulator.isEmpty, next < tokenizer.bytes.count else { return false }
        let byte = tokenizer.bytes[next]
        return (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte >= 0xC3
            || byte == UInt8(ascii: "'")
    }

    // MARK: Links

    mutating func link(
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ frame: inout ExtractionFrame
    ) {
        guard let href = tag["href"] else { return }
        frame.href = href
        frame.mark = accumulator.mark
        frame.firstBlock = document.blocks.count
        frame.context.isInLink = true
        if semantics.isNoteReference, frame.context.discard == nil, frame.context.reason == nil {
            noteReference(to: href)
        }
    }

    private mutating func noteReference(to href: String) {
        guard let target = Href.resolve(href, from: environment.path), target.fragment != nil else {
            return
        }
        pending.noteReferences.append(
            NoteReference(offset: accumulator.scalars, target: target)
        )
    }

    mutating func finishInline(_ frame: ExtractionFrame) {
        guard let mark = frame.mark, document.blocks.count == frame.firstBlock,
            frame.context.discard == nil
        else { return }
        if let href = frame.href { finishLink(href, mark, frame) }
        switch frame.suspicion {
        case .pageNumber where PageNumber.isLikely(accumulator.text(since: mark)):
            document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .pageNumber)
        case .permalink where accumulator.text(since: mark).unicodeScalars.count <= 2:
            document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .navigation)
        default: break
        }
        if case .superscript = frame.kind { finishSuperscript(mark, frame) }
    }

    private mutating func finishLink(
        _ href: String,
        _ mark: TextAccumulator.Mark,
        _ frame: ExtractionFrame
    ) {
        let text = accumulator.text(since: mark).collapsed
        guard let target = Href.resolve(href, from: environment.path) else { return }
        document.links.append(
            ContentLink(
                target: target,
                text: text,
                block: document.blocks.count,
                list: isInList ? lists : 0,
                depth: open.listDepth
            )
        )
        guard let fragment = target.fragment, NoteMark.isMark(text) else { return }
        guard !leadsToItself(fragment, target) else {
            document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .navigation)
            return
        }
        let isInSuperscript = stack.contains {
            if case .superscript = $0.kind { true } else { false }
        }
        guard isInSuperscript || NoteMark.isBracketed(text) || Href.looksLikeNote(href) else {
            return
        }
        pending.linked = max(0, pending.linked - ScalarClass.weight(of: text))
        document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .noteReference)
        pending.noteReferences.append(NoteReference(offset: accumulator.scalars, target: target))
    }

    /// Whether the block that is being read is what a link leads to, as from the number of a paragraph.
    private func leadsToItself(_ fragment: String, _ target: Reference) -> Bool {
        guard target.path == environment.path else { return false }
        let own = document.anchors.suffix(8).reversed()
        return own.prefix { $0.block == document.blocks.count }.contains { $0.id == fragment }
    }

    /// A superscript that holds only the brackets or commas around note marks goes with them.
    private mutating func finishSuperscript(
        _ mark: TextAccumulator.Mark,
        _ frame: ExtractionFrame
    ) {
        let text = accumulator.text(since: mark)
        guard !text.isEmpty,
            text.unicodeScalars.allSatisfy({ "[](),; ".unicodeScalars.contains($0) })
        else { return }
        document.setAside(accumulator.cut(to: mark), as: frame.context.reason ?? .noteReference)
    }
}

/// Recognises what refers to a note.
enum NoteMark {
    /// Whether a text is a number, letter or sign as notes are marked with.
    static func isMark(_ text: String) -> Bool {
        let inner = text.unicodeScalars.filter { !"[](){} .".unicodeScalars.contains($0) }
        guard !inner.isEmpty, inner.count <= 5 else { return false }
        if isNumber(text) { return inner.count <= 4 }
        if inner.allSatisfy({ "*†‡§¶‖#†".unicodeScalars.contains($0) }) { return true }
        if inner.count == 1, let scalar = inner.first {
            return scalar.properties.isAlphabetic && scalar.isASCII
        }
        return text.hasPrefix("[") && text.hasSuffix("]") && inner.allSatisfy(\.isASCII)
    }

    /// Whether a text is a number, in brackets or not.
    static func isNumber(_ text: String) -> Bool {
        let inner = text.unicodeScalars.filter { !"[](){} .".unicodeScalars.contains($0) }
        return !inner.isEmpty && inner.allSatisfy { $0.properties.numericType != nil }
    }

    static func isBracketed(_ text: String) -> Bool {
        (text.hasPrefix("[") && text.hasSuffix("]")) || text.hasPrefix("*") || text.hasPrefix("†")
    }
}

/// Recognises page numbers by their text.
enum PageNumber {
    /// Whether a text is a number as pages bear it: `12`, `[Pg 12]`, `xiv`, `p. 7`, `{S. 12}`.
    static func isLikely(_ text: String) -> Bool {
        let trimmed = text.collapsed
        guard trimmed.unicodeScalars.count <= 16 else { return false }
        var word = ""
        var hasNumber = false
        for scalar in trimmed.unicodeScalars {
            if scalar.properties.numericType != nil {
                hasNumber = true
            } else if scalar.properties.isAlphabetic {
                word.unicodeScalars.append(scalar)
            }
        }
        let lower = word.lowercased()
        if trimmed.isEmpty { return true }
        if lower.isEmpty { return hasNumber }
        if hasNumber { return labels.contains(lower) }
        return lower.allSatisfy { "ivxlcdm".contains($0) }
            || labels.contains {
                lower.hasPrefix($0) && lower.dropFirst($0.count).allSatisfy { "ivxlc".contains($0) }
            }
    }

    private static let labels: Set<String> = [
        "pg", "p", "page", "s", "seite", "pag", "str", "стр", "a", "b", "頁",
    ]
}
