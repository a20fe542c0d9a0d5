import FoundationEssentials

/// The summary of a batch as a page: what needs a person first, then every book with its report.
package struct BatchPage: Sendable {
    /// A book of the batch.
    package struct Book: Sendable {
        /// Where it stands.
        package enum State: Sendable, Comparable {
            /// Nothing goes on before a person has done something.
            case needsPerson
            /// The next start goes on with it.
            case goesOn
            case finished
            /// It was finished before.
            case unchanged
        }

        package var name: String
        package var state: State
        /// What there is to say about it.
        package var remark: String
        /// Folder of its release, where there is one.
        package var release: String?
        /// Seconds of audio.
        package var duration: Double
        package var chapters: Int
        package var credits: Int

        /// Creates a row.
        package init(
            name: String,
            state: State,
            remark: String,
            release: String? = nil,
            duration: Double = 0,
            chapters: Int = 0,
            credits: Int = 0
        ) {
            self.name = name
            self.state = state
            self.remark = remark
            self.release = release
            self.duration = duration
            self.chapters = chapters
            self.credits = credits
        }
    }

    let title: String
    /// ISO 8601, UTC.
    let finishedAt: String
    let books: [Book]

    /// Creates a page.
    package init(title: String, finishedAt: String, books: [Book]) {
        self.title = title
        self.finishedAt = finishedAt
        self.books = books
    }

    /// The page; links to reports below `folder` are relative to it.
    package func html(in folder: String) -> String {
        let title = HTML.escaped(title)
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>\(ReportStyle.css)
            table.lines { width: 100%; } table.lines th { white-space: nowrap; }
            table.lines td.book { min-width: 9rem; width: 100%; }
            table.lines .figure { text-align: right; white-space: nowrap; }</style></head>
            <body><header><div><h1>\(title)</h1>
            <p class="soft"><time datetime="\(HTML.escaped(finishedAt))">\(HTML.escaped(moment))</time></p>
            <p class="state \(worst)">\(HTML.escaped(verdict))</p></div></header>
            <main>
            \(facts)
            \(section("Needs a person", .needsPerson, in: folder))
            \(section("Goes on with the next start", .goesOn, in: folder))
            \(section("Finished", .finished, in: folder))
            \(section("Finished before", .unchanged, in: folder))
            </main></body></html>

            """
    }

    /// Writes the page into a folder, in one step.
    ///
    /// - Throws: `PublishError`.
    package func write(to path: String, in folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            try Data(html(in: folder).utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw PublishError(
                code: .cannotCreate,
                message: "can't write the summary '\(path)'",
                file: path
            )
        }
    }

    private func count(_ state: Book.State) -> Int { books.count { $0.state == state } }

    private var worst: String {
        count(.needsPerson) > 0 ? "bad" : count(.goesOn) > 0 ? "warn" : "good"
    }

    private var verdict: String {
        let (waiting, going) = (count(.needsPerson), count(.goesOn))
        if waiting > 0 {
            return waiting == 1 ? "1 book needs a person" : "\(waiting) books need a person"
        }
        if going > 0 { return going == 1 ? "1 book is to go on" : "\(going) books are to go on" }
        return "everything is finished"
    }

    private var facts: String {
        let finished = books.filter { $0.state >= .finished }
        let values = [
            ("books", "\(finished.count) of \(books.count) finished"),
            ("audio", Figure.length(books.reduce(0) { $0 + $1.duration })),
            ("credits spent", Figure.count(books.reduce(0) { $0 + $1.credits })),
        ]
        let cells = values.map { "<div><dt>\($0)</dt><dd>\(HTML.escaped($1))</dd></div>" }
        return "<dl class=\"facts\">\(cells.joined())</dl>"
    }

    private func section(_ heading: String, _ state: Book.State, in folder: String) -> String {
        let own = books.filter { $0.state == state }
        guard !own.isEmpty else { return "" }
        // A column without a figure would only take room from what is to be read.
        let columns = Self.columns.filter { column in own.contains { column.figure($0) != "" } }
        let heads = columns.map { "<th class=\"figure\">\($0.name)</th>" }.joined()
        let rows = own.map { row($0, columns, in: folder) }.joined(separator: "\n")
        return """
            <section><h2>\(heading) (\(own.count))</h2><div class="scroll"><table class="lines">
            <thead><tr><th>book</th>\(heads)</tr></thead>
            <tbody>
            \(rows)
            </tbody></table></div></section>
            """
    }

    private struct Column: Sendable {
        var name: String
        /// What it says of a book, nothing where there is nothing.
        var figure: @Sendable (Book) -> String
    }

    private static let columns = [
        Column(name: "chapters") { $0.chapters > 0 ? String($0.chapters) : "" },
        Column(name: "length") { $0.duration > 0 ? Figure.clock($0.duration) : "" },
        Column(name: "credits") { $0.credits > 0 ? Figure.count($0.credits) : "" },
    ]

    private func row(_ book: Book, _ columns: [Column], in folder: String) -> String {
        var name = HTML.escaped(book.name)
        if let release = book.release {
            let report = Self.address(of: "\(release)/report.html", from: folder)
            name = "<a href=\"\(HTML.escaped(report))\">\(name)</a>"
        }
        let remark =
            book.remark.isEmpty ? "" : "<div class=\"soft\">\(HTML.escaped(book.remark))</div>"
        let figures = columns.map { "<td class=\"figure\">\($0.figure(book))</td>" }.joined()
        return "<tr><td class=\"book\">\(name)\(remark)</td>\(figures)</tr>"
    }

    /// `2026-11-22T05:55:35Z` as people read it.
    private var moment: String {
        guard finishedAt.hasSuffix("Z"), finishedAt.count == 20 else { return finishedAt }
        return finishedAt.prefix(16).replacing("T", with: " ") + " UTC"
    }

    /// The address of a file, relative where it is below the folder.
    static func address(of path: String, from folder: String) -> String {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let isBelow = path.hasPrefix(prefix)
        let parts = (isBelow ? String(path.dropFirst(prefix.count)) : path)
            .split(separator: "/", omittingEmptySubsequences: false)
            .map { HTML.address(of: String($0)) }
        // Without the dot a name with a colon would be taken for an address.
        return (isBelow ? "./" : "file://") + parts.joined(separator: "/")
    }
}
