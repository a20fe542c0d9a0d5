/// Tells title pages, imprints and lists of contents from text by what stands on them, where neither markup nor
/// titles say it.
struct FrontMatter {
    let book: FlatBook
    let titles: TitleVariants
    /// Folded family names of the authors.
    let authors: [String]
    /// Folded titles of the chapters.
    let chapters: Set<String>

    init(book: FlatBook, authors: [String], starts: [ChapterStart]) {
        self.book = book
        titles = TitleVariants(book.title ?? "")
        self.authors = authors.compactMap {
            MatterWords.fold($0).split(separator: " ").last.map(String.init)
        }
        .filter { $0.count > 2 }
        chapters = Set(starts.compactMap { $0.title.map(MatterWords.fold) })
    }

    /// What a unit before the first chapter is, or `nil` when it is text to be read.
    func zone(of unit: BookUnit) -> Zone? {
        guard unit.letters > 0 else { return nil }
        if isContents(unit) { return .contents }
        if isProse(unit) { return unit.start == nil && isImprint(unit) ? .imprint : nil }
        guard unit.letters < 4_000 else { return nil }
        // A site's front page bears the site's name, and yet may tell what it is about.
        if book.isFolder, hasSentence(unit), !isImprint(unit) { return nil }
        guard let start = unit.start else { return .titlePage }
        guard let title = start.title, !title.isEmpty else { return nil }
        // In plain text a line in capitals is taken for a heading, on title pages too.
        let isLoose = book.isPlainText && unit.letters < 500 && ChapterPattern.match(title) == nil
        return isLoose || isTitlePage(title) ? .titlePage : nil
    }

    private func isTitlePage(_ title: String) -> Bool {
        if titles.contains(title) { return true }
        let folded = MatterWords.fold(title)
        if ["by", "von", "par", "de", "di", "van"].contains(folded) { return true }
        let words = folded.split(separator: " ")
        return words.count <= 7 && authors.contains { words.contains(Substring($0)) }
    }

    /// Whether most letters stand in blocks as long as sentences are.
    func isProse(_ unit: BookUnit) -> Bool {
        var prose = 0
        for index in unit.range where book.blocks[index].headingLevel == nil {
            let letters = book.letters(index)
            if letters >= 120 || (letters >= 40 && isUnspaced(book.blocks[index].text)) {
                prose += letters
            }
        }
        return prose * 2 > unit.letters && prose > 100
    }

    private func hasSentence(_ unit: BookUnit) -> Bool {
        unit.range.contains { index in
            let block = book.blocks[index]
            return block.headingLevel == nil && block.reason == nil
                && block.text.last.map { ".!?…".contains($0) } == true
                && block.text.split(separator: " ").count >= 4
        }
    }

    private func isUnspaced(_ text: String) -> Bool {
        text.unicodeScalars.prefix(60).count { TextAccumulator.isUnspaced($0.value) } > 20
    }

    private func isImprint(_ unit: BookUnit) -> Bool {
        unit.range.contains { index in
            let text = book.blocks[index].text.lowercased()
            return FrontMatter.imprintWords.contains { text.contains($0) }
        }
    }

    /// Whether most lines are links or the titles of chapters.
    func isContents(_ unit: BookUnit) -> Bool {
        var listed = 0
        var lines = 0
        var entries = 0
        for index in unit.range
        where book.letters(index) > 0 && book.blocks[index].headingLevel == nil {
            let block = book.blocks[index]
            let isLinked = block.isMostlyLinks
            let isTitle = block.weight < 120 && chapters.contains(MatterWords.fold(block.text))
            let isOrdinal = block.weight < 120 && ChapterPattern.match(block.text)?.kind == .chapter
            if isLinked || isTitle || isOrdinal { listed += block.weight }
            // A block of links may be a whole table, a line with a title is no more than one entry.
            if isLinked { entries += 2 } else if isTitle || isOrdinal { entries += 1 }
            lines += block.weight
        }
        return entries >= 2 && listed * 10 > lines * 6
    }

    private static let imprintWords = [
        "ebook", "e-book", "etext", "e-text", "copyright", "©", "all rights reserved", "isbn",
        "published by",
        "proofread", "transcriber", "first published", "printed in", "alle rechte", "tous droits",
        "derechos",
        "version électronique", "édition électronique",
    ]
}
