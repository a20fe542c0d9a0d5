import NarrateModel

/// Writes the utterances of one chapter and sets the pauses between them.
struct ChapterScribe {
    private enum Item {
        case passage(Passage, after: Utterance.Boundary)
        case sceneBreak
    }

    private let chapter: Chapter
    private let options: ScriptOptions
    private var utterances: [Utterance] = []

    init(chapter: Chapter, options: ScriptOptions) {
        self.chapter = chapter
        self.options = options
    }

    /// The chapter's utterances, numbered from 1.
    mutating func utterances(_ press: inout PassagePress) -> [Utterance] {
        for item in items() {
            switch item {
            case .sceneBreak: endWith(.scene)
            case .passage(let passage, let boundary): add(passage, boundary, &press)
            }
        }
        endWith(.chapterEnd)
        for index in utterances.indices {
            utterances[index].index = index + 1
            let boundary = utterances[index].boundary
            utterances[index].pauseAfter = options.pauses.duration(after: boundary)
        }
        return utterances
    }

    private mutating func add(
        _ passage: Passage,
        _ boundary: Utterance.Boundary,
        _ press: inout PassagePress
    ) {
        var passage = passage
        passage.chapter = chapter.index
        let new = press.utterances(of: passage)
        guard !new.isEmpty else {
            // Asterisks, dashes and the like stand for a break.
            if passage.role != .heading { endWith(.scene) }
            return
        }
        if passage.role == .heading { endWith(.heading) }
        utterances += new
        endWith(boundary)
    }

    /// Sets what follows the last utterance; a longer pause stays.
    private mutating func endWith(_ boundary: Utterance.Boundary) {
        guard let last = utterances.indices.last else { return }
        let old = utterances[last].boundary
        guard boundary == .chapterEnd || weight(boundary) >= weight(old) else { return }
        utterances[last].boundary = boundary
    }

    private func weight(_ boundary: Utterance.Boundary) -> Int {
        switch boundary {
        case .clause: 0
        case .sentence: 1
        case .verseLine: 2
        case .paragraph: 3
        case .stanza: 4
        case .heading: 5
        case .scene: 6
        case .chapterEnd: 7
        }
    }

    private func items() -> [Item] {
        let blocks = chapter.blocks
        let body = blocks.firstIndex { !isHeading($0) && hasText($0) } ?? blocks.endIndex
        var result = opening(blocks[..<body], body: blocks[body...])
        var index = body
        while index < blocks.endIndex {
            let block = blocks[index]
            index += 1
            guard let role = Passage.role(of: block.kind) else {
                result.append(.sceneBreak)
                continue
            }
            guard hasText(block) else { continue }
            var passage = Passage(
                role: role,
                text: block.text,
                spans: block.spans,
                source: block.locator.href
            )
            var boundary = Utterance.Boundary.paragraph
            if role == .heading { boundary = .heading }
            if case .verse(var endsStanza) = block.kind {
                boundary = .stanza
                while !endsStanza, index < blocks.endIndex,
                    case .verse(let ends) = blocks[index].kind
                {
                    passage.append(blocks[index], separator: "\n")
                    endsStanza = ends
                    index += 1
                }
            }
            result.append(.passage(passage, after: boundary))
        }
        return result
    }

    /// The chapter's title, as its headings or its renaming say it.
    private func opening(_ headings: ArraySlice<Block>, body: ArraySlice<Block>) -> [Item] {
        guard options.announceTitles else { return [] }
        if let title = options.titles[chapter.index] {
            return [title].filter { !$0.isEmpty }.map(item)
        }
        let written = headings.filter { isHeading($0) && hasText($0) }
        guard let first = written.first else {
            let isNear = body.prefix(4).contains(where: isHeading)
            // The title of a voice-over script is the name of its file.
            let isCast = body.prefix(4).contains(where: namesSpeaker)
            return isNear || isCast || startsWithTitle(body) ? [] : [item(chapter.title)]
        }
        var passage = Passage(
            role: .heading,
            text: first.text,
            spans: first.spans,
            source: first.locator.href
        )
        for block in written.dropFirst() {
            passage.append(block, separator: HeadingEnd.mark(for: passage.text) + " ")
        }
        return [.passage(passage, after: .heading)]
    }

    private func item(_ title: String) -> Item {
        .passage(Passage(role: .heading, text: title, source: chapter.source), after: .heading)
    }

    /// A title that was made from the first words is not said twice.
    private func startsWithTitle(_ body: ArraySlice<Block>) -> Bool {
        guard let first = body.first(where: hasText) else { return false }
        let words = { (text: String) in text.unicodeScalars.filter { ScalarClass.isWord($0.value) }
        }
        let title = words(String(chapter.title.prefix(200)))
        return words(String(first.text.prefix(400))).starts(with: title)
    }

    private func namesSpeaker(_ block: Block) -> Bool {
        block.spans.contains { if case .speaker = $0.property { true } else { false } }
    }

    private func isHeading(_ block: Block) -> Bool {
        if case .heading = block.kind { return true }
        return false
    }

    private func hasText(_ block: Block) -> Bool { !block.text.isEmpty }
}
