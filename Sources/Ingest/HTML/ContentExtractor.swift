import NarrateModel

/// Reads a content document into blocks: every visible character goes into one block or is counted with the
/// reason why it does not.
struct ContentExtractor {
    /// What the reader knows about the document from outside.
    struct Environment {
        var path: String
        var options = IngestOptions()
        /// Identifiers that the table of contents points to.
        var targets: Set<String> = []
        var isXML = true
        /// Whether the document stands alone, so that what surrounds its main part is a site's furniture.
        var isPage = false
        var language: String?
    }

    var tokenizer: MarkupTokenizer
    let environment: Environment
    var document: ContentDocument
    var accumulator = TextAccumulator()
    var stack: [ExtractionFrame] = []
    var base = ExtractionContext()
    var open = OpenElements()
    var openParagraphs = 0
    var semantics = Semantics.Memory()
    /// Languages and alphabets that were named, in the order they came.
    var words: [String] = []
    var languageTags: [String: String?] = [:]
    /// Elements that nest beyond the limit and are not on the stack.
    var overflow = 0
    var openSpans = 0
    /// Outermost lists and navigation bars there were so far.
    var lists = 0
    var sections = 0
    var pending = PendingBlock()
    var lines = LineCounter()
    var isTitleOpen = false
    var hasTitle = false
    var hasMain = false
    var mainBlocks: [Bool] = []
    var tables: [TableShape] = []
    var blankLines = BlankLines()

    /// What is gathered for the block that is being read.
    struct PendingBlock {
        var offset: Int?
        var spans: [Span] = []
        var lineBreaks: [Int] = []
        var noteReferences: [NoteReference] = []
        var linked = 0
        var fragment: String?
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, environment: Environment) {
        tokenizer = MarkupTokenizer(bytes, isXML: environment.isXML)
        self.environment = environment
        document = ContentDocument(path: environment.path)
        document.language = environment.language
    }

    /// Reads a document.
    static func document(_ bytes: [UInt8], _ environment: Environment) -> ContentDocument {
        bytes.withUnsafeBufferPointer { buffer in
            var extractor = ContentExtractor(buffer, environment: environment)
            return extractor.read()
        }
    }

    /// Whether a list or a navigation bar is open.
    var isInList: Bool { open.isInList }

    var context: ExtractionContext { stack.last?.context ?? base }

    mutating func read() -> ContentDocument {
        reading: while true {
            switch tokenizer.next() {
            case .text(let range):
                text(UnsafeBufferPointer(rebasing: tokenizer.bytes[range]), at: range.lowerBound)
            case .characters(var characters):
                let offset = tokenizer.position
                characters.withUTF8 { text($0, at: offset) }
            case .start(let tag): start(tag)
            case .end(let name): end(name)
            case .finished: break reading
            }
        }
        while !stack.isEmpty { pop() }
        flush()
        if environment.isPage, hasMain { setAsideFurniture() }
        if !blankLines.areBreaks { ignoreBlankLines() }
        document.setAsideParagraphNumbers()
        document.setAsideLinkLists()
        document.flaws = tokenizer.flaws
        return document
    }

    // MARK: Text

    mutating func text(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) {
        if isTitleOpen {
            let text = ReferenceDecoder.text(in: source, 0..<source.count).collapsed
            document.title = ((document.title.map { $0 + " " } ?? "") + text).collapsed
            return
        }
        let context = context
        if let discard = context.discard {
            document.setAside(
                ScalarClass.weight(of: source),
                as: discard
            )
            return
        }
        if pending.offset == nil { pending.offset = offset }
        if context.isPreformatted {
            preformatted(source)
        } else {
            appendLines(source)
        }
    }

    /// A line of the source that begins with `第` may be a chapter's heading inside a paragraph, as in texts that
    /// were marked up by a machine.
    private mutating func appendLines(_ source: UnsafeBufferPointer<UInt8>) {
        guard ByteScan.contains("第", in: source) else { return append(source) }
        var start = 0
        var index = 0
        var isAtOrdinal = false
        while let end = source[index...].firstIndex(of: 0x0A) {
            index = end + 1
            var next = index
            while next < source.count, ScalarClass.isASCIISpace(source[next]) { next += 1 }
            let begins =
                next + 2 < source.count && source[next] == 0xE7 && source[next + 1] == 0xAC
                && source[next + 2] == 0xAC
            guard begins || isAtOrdinal else { continue }
            append(UnsafeBufferPointer(rebasing: source[start..<index]))
            lineBreak(context)
            start = index
            isAtOrdinal = begins
        }
        append(UnsafeBufferPointer(rebasing: source[start...]))
    }

    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        let before = accumulator.weight
        accumulator.append(source)
        if context.isInLink { pending.linked += accumulator.weight - before }
    }

    /// Each line stands for itself where white space is kept.
    private mutating func preformatted(_ source: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in source.indices where source[index] == 0x0A || source[index] == 0x0D {
            append(UnsafeBufferPointer(rebasing: source[start..<index]))
            flush()
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: source[start...]))
    }

    // MARK: Blocks

    /// Ends the block that is being read.
    mutating func flush() {
        if openSpans > 0 { closeSpans() }
        defer {
            pending = PendingBlock(fragment: pending.fragment)
            if openSpans > 0 { reopenSpans() }
        }
        guard !accumulator.isEmpty else {
            _ = accumulator.take()
            return
        }
        let context = context
        var block = ContentBlock(kind: kind(in: context))
        block.weight = accumulator.weight
        let scalars = accumulator.scalars
        block.text = accumulator.take()
        if !pending.spans.isEmpty {
            block.spans = pending.spans.filter {
                $0.range.lowerBound < min($0.range.upperBound, scalars)
            }
        }
        if !pending.lineBreaks.isEmpty {
            block.lineBreaks = pending.lineBreaks.filter { $0 > 0 && $0 < scalars }
        }
        block.noteReferences = pending.noteReferences
        block.linked = pending.linked
        block.fragment = pending.fragment
        block.line = lines.line(at: pending.offset ?? 0, in: tokenizer.bytes)
        block.reason = context.reason
        block.zone = context.zone
        block.section = context.section
        block.isTitleLike = context.isTitleLike
        block.cell = context.cell
        if let language = context.language.map({ words[$0] }), language != document.language,
            scalars > 0
        {
            block.spans.insert(Span(range: 0..<scalars, property: .language(language)), at: 0)
        }
        if block.kind != .code, SceneBreak.isBreak(block.text) {
            add(sceneBreak(from: block))
        } else {
            addBlankLine(before: block)
            add(block)
        }
    }

    /// An empty paragraph between two others parts scenes.
    private mutating func addBlankLine(before block: ContentBlock) {
        defer { blankLines.isPending = false }
        guard BlankLines.isText(block) else { return }
        blankLines.paragraphs += 1
        guard blankLines.isPending, let last = document.blocks.last, BlankLines.isText(last) else {
            return
        }
        var sign = ContentBlock(kind: .sceneBreak)
        sign.line = block.line
        sign.zone = block.zone
        sign.section = block.section
        blankLines.blocks.append(document.blocks.count)
        add(sign)
    }

    private mutating func ignoreBlankLines() {
        // Rows of tables may have taken the place of some.
        for index in blankLines.blocks
        where index < document.blocks.count && document.blocks[index].kind == .sceneBreak {
            document.blocks[index].reason = document.blocks[index].reason ?? .other
        }
    }

    private func sceneBreak(from block: ContentBlock) -> ContentBlock {
        var sign = block
        sign.kind = .sceneBreak
        sign.spans = []
        return sign
    }

    mutating func add(_ block: consuming ContentBlock) {
        document.blocks.append(consume block)
        mainBlocks.append(context.isMain)
    }

    private func kind(in context: ExtractionContext) -> ContentBlock.Kind {
        if let level = context.heading { return .heading(level) }
        if context.isHeadingGroup { return .heading(6) }
        if context.isCaption { return .caption }
        if context.isPreformatted || context.isVerse { return .verse(endsStanza: false) }
        if context.cell != nil { return .tableCell }
        if context.isItem { return .listItem }
        return context.isQuote ? .quote : .paragraph
    }

    private mutating func closeSpans() {
        for index in stack.indices {
            guard let span = stack[index].span else { continue }
            pending.spans.append(
                Span(
                    range: span.start..<max(span.start, accumulator.scalars),
                    property: span.property
                )
            )
        }
    }

    private mutating func reopenSpans() {
        for index in stack.indices where stack[index].span != nil { stack[index].span?.start = 0 }
    }

    /// Outside of a page's main part stands what belongs to the site, not to the text.
    private mutating func setAsideFurniture() {
        for index in document.blocks.indices where !mainBlocks[index] {
            document.blocks[index].reason = document.blocks[index].reason ?? .navigation
        }
    }
}

/// How many open elements of each name there are.
struct OpenElements {
    private var known = [Int32](repeating: 0, count: ElementName.knownCount)
    private var others: [String: Int32] = [:]

    private static let lists = ["ul", "ol", "dl", "menu", "nav"].map { ElementName($0) }

    /// Whether a list or a navigation bar is open.
    var isInList: Bool { Self.lists.contains { self[$0] > 0 } }

    var listDepth: Int { Int(Self.lists.reduce(0) { $0 + self[$1] }) }

    static func isList(_ name: ElementName) -> Bool {
        guard let number = name.number else { return false }
        return isListNumber[number]
    }

    private static let isListNumber: [Bool] = (0..<ElementName.knownCount).map { number in
        lists.contains { $0.number == number }
    }

    subscript(_ name: ElementName) -> Int32 {
        name.number.map { known[$0] } ?? others[name.text, default: 0]
    }

    mutating func add(_ change: Int32, _ name: ElementName) {
        if let number = name.number {
            known[number] += change
        } else {
            others[name.text, default: 0] += change
        }
    }
}

/// Finds line numbers of offsets that only grow.
struct LineCounter {
    private var offset = 0
    private var line = 1

    mutating func line(at target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let end = min(target, bytes.count)
        guard offset < end else { return line }
        while let found = ByteScan.first(0x0A, in: bytes, from: offset, to: end) {
            line += 1
            offset = found + 1
        }
        offset = end
        return line
    }
}
