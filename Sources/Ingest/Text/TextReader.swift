import NarrateModel

/// Reads plain text.
struct TextReader {
    let source: String
    let options: IngestOptions

    /// The publication a text holds.
    func publication(
        _ bytes: consuming [UInt8],
        name: String
    ) throws(SourceError) -> Publication {
        var builder = PublicationBuilder(source: source, format: .text, options: options)
        var result = try document(bytes, name: name, warnings: &builder.warnings)
        builder.metadata = result.metadata
        var book = FlatBook()
        book.isPlainText = true
        book.title = result.metadata.title
        book.append(&result.document)
        book.indexPaths()
        var publication = try builder.publication(
            book,
            visible: result.visible,
            setAside: result.document.setAside
        )
        if [.heading1, .heading2, .headings].contains(publication.split.rule),
            options.split == .auto
        {
            let count = publication.narratedChapters.count
            publication.split = SplitDecision(
                rule: .patterns,
                reason: "lines are worded or set as headings: \(count) chapters"
            )
        }
        return publication
    }

    /// What a text holds.
    struct Result {
        var document: ContentDocument
        var metadata: Metadata
        var visible: Int
    }

    /// The blocks of a text, its visible characters and what it says about itself.
    func document(
        _ bytes: consuming [UInt8],
        name: String,
        warnings: inout [SourceWarning]
    ) throws(SourceError) -> Result {
        let forced = options.encoding.flatMap(EncodingLabel.canonical)
        var text = TextDecoder(forced: forced, readsDeclaration: false).decode(consume bytes)
        guard !TextReader.isBinary(text) else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' is not text: it holds binary data",
                source: source
            )
        }
        if let message = text.warning(source: name) {
            warnings.append(SourceWarning(code: "encoding", message: message, source: name))
        }
        let visible = text.bytes.withUnsafeBufferPointer { ScalarClass.weight(of: $0) }
        var document = ContentDocument(path: name)
        var lines = TextLine.lines(of: text.bytes)
        // From here on the lines are the text.
        text.bytes = []
        let header = GutenbergHeader(lines)
        let isAozora = AozoraNotation.isUsed(in: lines)
        if isAozora {
            var notation = AozoraNotation(readsRuby: options.ruby == .reading)
            lines = notation.parse(lines)
            document.setAside = notation.setAside
        }
        var metadata = header.metadata
        if isAozora, metadata.title == nil { metadata = aozoraMetadata(lines) }
        let joiner = LineJoiner(lines)
        var groups = TextGroup.groups(of: lines)
        // A long text has more bytes in lines than in text: they go before its blocks are made.
        lines = []
        fill(&document, from: &groups, joiner)
        if isAozora { markColophon(&document) }
        return Result(document: document, metadata: metadata, visible: visible)
    }

    // MARK: Paragraphs

    private func fill(
        _ document: inout ContentDocument,
        from groups: inout [TextGroup],
        _ known: LineJoiner
    ) {
        let layout = TextLayout(groups)
        var joiner = known
        var paragraphs: [TextStructure.Paragraph] = []
        var numbers: [Int] = []
        for index in groups.indices {
            let group = groups[index]
            groups[index].lines = []
            let parts = parts(of: group, layout)
            for (position, part) in parts.ranges.enumerated() {
                let slice = group.lines[part]
                paragraphs.append(
                    TextStructure.Paragraph(
                        text: joiner.joined(slice),
                        lines: slice.count,
                        width: slice.map(\.width).max() ?? 0,
                        blanksBefore: position == 0 ? group.blanksBefore : 0,
                        level: slice.first?.level,
                        isVerse: parts.isVerse,
                        endsGroup: position + 1 == parts.ranges.count
                    )
                )
                numbers.append(slice.first?.number ?? 1)
            }
        }
        document.setAside(joiner.removedHyphens, as: .other)
        let levels = TextStructure.levels(of: paragraphs)
        let scenes = TextStructure.scenes(of: paragraphs, levels)
        for index in paragraphs.indices {
            if scenes.contains(index), !document.blocks.isEmpty {
                var sign = ContentBlock(kind: .sceneBreak)
                sign.line = numbers[index]
                document.blocks.append(sign)
            }
            add(paragraphs[index], line: numbers[index], levels[index], to: &document)
            // A long text is held once, not twice.
            paragraphs[index].text = ""
        }
    }

    /// A heading right above its text, without a blank line, is a paragraph of its own.
    private func parts(of group: TextGroup, _ layout: TextLayout) -> (
        ranges: [Range<Int>], isVerse: Bool
    ) {
        let lines = group.lines
        let headings = lines.indices.filter { index in
            lines[index].level != nil || isHeadingLine(lines[index], isFirst: index == 0)
        }
        guard !headings.isEmpty, lines.count > 1 else { return layout.paragraphs(of: group) }
        var ranges: [Range<Int>] = []
        var isVerse = false
        var start = 0
        func addText(upTo end: Int) {
            guard start < end else { return }
            let rest = TextGroup(lines: Array(lines[start..<end]), blanksBefore: 0)
            let parts = layout.paragraphs(of: rest)
            isVerse = isVerse || parts.isVerse
            ranges += parts.ranges.map { $0.lowerBound + start..<$0.upperBound + start }
        }
        for index in headings {
            addText(upTo: index)
            ranges.append(index..<index + 1)
            start = index + 1
        }
        addText(upTo: lines.count)
        return (ranges, isVerse && headings.isEmpty)
    }

    private func isHeadingLine(_ line: TextLine, isFirst: Bool) -> Bool {
        guard line.width <= 100, let match = ChapterPattern.match(line.text) else { return false }
        if match.kind == .ordinal { return false }
        guard !match.rest.isEmpty else { return true }
        let first = match.rest.unicodeScalars.first { $0.properties.isAlphabetic }
        let isTitle = first.map { !$0.properties.isLowercase } ?? true
        return isTitle && TitleShape.isTitle(line.text)
    }

    private func add(
        _ paragraph: TextStructure.Paragraph,
        line: Int,
        _ level: TextStructure.Level?,
        to document: inout ContentDocument
    ) {
        let emphasis = TextEmphasis.parse(paragraph.text)
        document.setAside(emphasis.removed, as: .other)
        var accumulator = TextAccumulator()
        accumulator.append(emphasis.text)
        guard !accumulator.isEmpty else { return }
        var block = ContentBlock(kind: .paragraph)
        block.weight = accumulator.weight
        let scalars = accumulator.scalars
        block.text = accumulator.take()
        block.line = line
        // Offsets hold only where no white space was collapsed.
        if scalars == emphasis.text.unicodeScalars.count { block.spans = emphasis.spans }
        if let level {
            block.kind = .heading(level.level)
            block.continuesHeading = level.isSubtitle
        } else if SceneBreak.isBreak(block.text) {
            block.kind = .sceneBreak
        } else if paragraph.isVerse {
            block.kind = .verse(endsStanza: paragraph.endsGroup)
        }
        document.blocks.append(block)
    }

    // MARK: What is not text of the book

    /// From `底本：` on stands where the text came from.
    private func markColophon(_ document: inout ContentDocument) {
        guard
            let first = document.blocks.lastIndex(where: {
                $0.text.hasPrefix("底本：") || $0.text.hasPrefix("底本:")
            })
        else { return }
        for index in first..<document.blocks.count { document.blocks[index].zone = .colophon }
    }

    private func aozoraMetadata(_ lines: [TextLine]) -> Metadata {
        let head = lines.prefix(6).filter { !$0.isEmpty }
        var metadata = Metadata(language: "ja")
        metadata.title = head.first?.text
        if head.count > 1 {
            metadata.contributors = [Contributor(name: head[head.startIndex + 1].text)]
        }
        return metadata
    }

    /// Many controls or characters that no encoding explains.
    private static func isBinary(_ text: DecodedText) -> Bool {
        var controls = 0
        for byte in text.bytes where byte < 0x20 && !ScalarClass.isASCIISpace(byte) && byte != 0x1B
        { controls += 1 }
        let total = max(1, text.bytes.count)
        return controls * 50 > total && controls > 8 || text.invalidBytes * 5 > total
    }
}
