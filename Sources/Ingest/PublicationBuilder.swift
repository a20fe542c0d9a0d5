import NarrateModel

/// Makes a publication from a flat book: licence, notes, chapters, balance.
struct PublicationBuilder {
    let source: String
    let format: Publication.Format
    let options: IngestOptions
    var metadata = Metadata()
    var cover: Cover?
    var warnings: [SourceWarning] = []

    init(source: String, format: Publication.Format, options: IngestOptions) {
        self.source = source
        self.format = format
        self.options = options
    }

    /// The publication; fails when there is nothing to narrate.
    mutating func publication(
        _ flat: consuming FlatBook,
        visible: Int,
        setAside: [Balance.Reason: Int]
    ) throws(SourceError) -> Publication {
        // Held by nobody else: what is marked in it would be copied first.
        var book = consume flat
        LineSplitter.split(&book)
        Licence.mark(&book)
        RunningHeads.mark(&book, authors: metadata.authors)
        NoteMarker.mark(&book)
        noteContents(book)
        let finder = ChapterFinder(book)
        let plan = finder.plan(options.split)
        var assembler = ChapterAssembler(book: book, options: options, setAside: setAside)
        let units = UnitBuilder(book: book, plan: plan, authors: metadata.authors).units()
        let chapters = assembler.chapters(units)
        let balance = assembler.balance(visible: visible)
        guard chapters.contains(where: \.isNarrated) else {
            throw SourceError(
                code: .invalid,
                message: "'\(source)' holds no text to narrate",
                source: source
            )
        }
        if !balance.isClosed { noteImbalance(balance) }
        if metadata.title?.isEmpty ?? true { metadata.title = titleFromName }
        if metadata.language == nil { guessLanguage(chapters) }
        return Publication(
            source: source,
            format: format,
            metadata: metadata,
            cover: cover,
            chapters: chapters,
            split: SplitDecision(rule: plan.rule, reason: plan.reason),
            balance: balance,
            warnings: warnings
        )
    }

    private var titleFromName: String {
        let file = source.split(separator: "/").last.map(String.init) ?? source
        let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return name.isEmpty || name == "-" ? "Untitled" : name
    }

    private mutating func guessLanguage(_ chapters: [Chapter]) {
        guard let language = LanguageGuess.language(of: chapters) else { return }
        metadata.language = language
        warnings.append(
            SourceWarning(
                code: "guessed-language",
                message:
                    "'\(source)' does not name its language; by its words it is '\(language)' (--language sets another)",
                source: source
            )
        )
    }

    private mutating func noteImbalance(_ balance: Balance) {
        let accounted = balance.narrated + balance.setAside.values.reduce(0, +)
        warnings.append(
            SourceWarning(
                code: "balance",
                message:
                    "of \(balance.visible) visible characters of '\(source)' \(accounted) are accounted for",
                source: source
            )
        )
    }

    /// Entries of the table of contents that lead nowhere.
    private mutating func noteContents(_ book: FlatBook) {
        var stack = book.contents
        var missing: [String] = []
        var loose = 0
        while let entry = stack.popLast() {
            stack += entry.children
            guard let target = entry.target else { continue }
            guard let place = book.position(of: target) else {
                missing.append(target.path)
                continue
            }
            if place.isFragmentMissing { loose += 1 }
        }
        if let first = missing.first {
            warnings.append(
                SourceWarning(
                    code: "dangling-contents",
                    message:
                        "\(missing.count) entries of the table of contents lead to documents that are not read, such as '\(first)'",
                    source: first
                )
            )
        }
        if loose > 0 {
            warnings.append(
                SourceWarning(
                    code: "missing-fragment",
                    message:
                        "\(loose) entries of the table of contents name places that do not exist; the start of their document is used"
                )
            )
        }
    }
}
