import FoundationEssentials
import NarrateModel

/// `report.html`: what was made, measured and spent, on one page that needs nothing but the audio.
struct ReportPage {
    static let fileName = "report.html"

    let description: ReleaseDescription
    let chapters: [ReleasedChapter]
    let totals: ReleaseTotals
    let report: ReleaseReport
    let cover: CoverPicture?
    let createdAt: String

    /// The page as bytes.
    var document: [UInt8] {
        let sections = [
            header, facts, takes, lines("Outside the profile", report.outsideProfile), doubtful,
            plots, chapterTable, cost,
            lines("Settings", settings), lines("Versions", report.versions), warnings, footer,
        ]
        let language = HTML.escaped(description.metadata.language ?? "en")
        let page = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="\(HTML.escaped(description.generator))">
            <meta name="book-language" content="\(language)">
            <title>\(HTML.escaped(description.title)) – report</title>
            <style>
            \(ReportStyle.css)
            </style>
            </head>
            <body>
            \(sections.joined())</body>
            </html>

            """
        return Array(page.utf8)
    }

    /// A text of the book: in its language, in its direction.
    func book(_ text: String) -> String {
        let language = description.metadata.language.map { " lang=\"\(HTML.escaped($0))\"" } ?? ""
        return "<span\(language) dir=\"auto\">\(HTML.escaped(text))</span>"
    }

    private var header: String {
        let picture = cover.map { (cover: CoverPicture) -> String in
            // Inside the page: it may be sent around alone.
            let data = Data(cover.bytes).base64EncodedString()
            return "<img alt=\"Cover\" src=\"data:\(cover.mediaType);base64,\(data)\">\n"
        }
        let authors = description.metadata.authors.joined(separator: ", ")
        let subtitle = description.metadata.subtitle ?? ""
        return """
            <header>
            \(picture ?? "")<div>
            <h1>\(book(description.title))</h1>
            \(subtitle.isEmpty ? "" : "<p>\(book(subtitle))</p>\n")\
            <p class="soft">\(authors.isEmpty ? "" : "by \(book(authors)), ")\
            narrated by \(HTML.escaped(description.narrator)), \
            a synthetic voice (\(HTML.escaped(description.engine)))</p>
            \(state)
            </div>
            </header>

            """
    }

    /// The one sentence everybody looks for.
    private var state: String {
        let failed = report.takes.failed
        if failed > 0 {
            let takes = failed == 1 ? "1 take was" : "\(failed) takes were"
            return "<p class=\"state bad\">\(takes) kept with failed checks: listen to them</p>"
        }
        let missing = Set(report.outsideProfile.map(\.name))
        let outside = chapters.count { !isWithinProfile($0) || missing.contains($0.title) }
        if outside > 0 {
            let text = outside == 1 ? "1 chapter is" : "\(outside) chapters are"
            return "<p class=\"state warn\">\(text) outside the profile "
                + "\(HTML.escaped(description.profile.name))</p>"
        }
        let warned = report.takes.warned
        let doubts = warned == 0 ? "" : ", \(Figure.count(warned)) of the takes with warnings"
        return "<p class=\"state good\">finished, every check passed\(doubts)</p>"
    }

    private func isWithinProfile(_ chapter: ReleasedChapter) -> Bool {
        measuredPlots.allSatisfy { plot in
            guard let value = plot.value(chapter.measures), let allowed = plot.allowed else {
                return true
            }
            return allowed.contains(value)
        }
    }

    private var facts: String {
        let sizes = Dictionary(
            chapters.map { ($0.file.file, $0.file.bytes) },
            uniquingKeysWith: { first, _ in first }
        )
        let bytes = sizes.values.reduce(0, +)
        let rows = [
            ("Length", Figure.length(chapters.reduce(0) { $0 + $1.duration })),
            ("Chapters", Figure.count(chapters.count)),
            ("Characters", Figure.count(chapters.reduce(0) { $0 + $1.characters })),
            ("Utterances", Figure.count(chapters.reduce(0) { $0 + $1.utterances })),
            ("Size", Figure.size(bytes)),
            ("Profile", description.profile.name),
        ]
        let items = rows.map { "<div><dt>\($0.0)</dt><dd>\(HTML.escaped($0.1))</dd></div>\n" }
        return "<dl class=\"facts\">\n\(items.joined())</dl>\n"
    }

    private var plots: String {
        guard !chapters.isEmpty else { return "" }
        let names = chapters.map(\.title)
        let figures = measuredPlots.map { plot in
            Plot(
                title: plot.title,
                unit: plot.unit,
                values: chapters.map { plot.value($0.measures).flatMap(Self.shown) },
                names: names,
                allowed: plot.allowed
            ).svg
        }
        return "<h2>Loudness by chapter</h2>\n" + figures.joined()
    }

    /// Digital silence would flatten everything else.
    private static func shown(_ value: Double) -> Double? {
        value.isFinite ? max(value, -100) : nil
    }

    private var settings: [ReleaseReport.Line] {
        let voice = description.voiceName.map { "\($0) (\(description.voice))" }
        return [
            ReleaseReport.Line("Engine", description.engine),
            ReleaseReport.Line("Model", description.model),
            ReleaseReport.Line("Voice", voice ?? description.voice),
            ReleaseReport.Line("Encoder", description.encoder ?? ""),
        ].filter { !$0.value.isEmpty } + report.settings
    }

    private func lines(_ title: String, _ lines: [ReleaseReport.Line]) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.map {
            "<tr><th>\(HTML.escaped($0.name))</th><td>\(HTML.escaped($0.value))</td></tr>\n"
        }
        return "<h2>\(title)</h2>\n<table class=\"lines\">\n\(rows.joined())</table>\n"
    }

    private var cost: String {
        lines(
            "Cost",
            [
                ReleaseReport.Line("Characters billed", Figure.count(totals.charactersBilled)),
                ReleaseReport.Line("Credits", Figure.count(totals.credits.amount)),
                ReleaseReport.Line("Retakes", Figure.count(totals.retakes)),
            ] + report.account
        )
    }

    private var warnings: String {
        guard !report.warnings.isEmpty else { return "" }
        let items = report.warnings.map { warning in
            let place = warning.source.map { " <span class=\"soft\">\(HTML.escaped($0))</span>" }
            return "<li>\(HTML.escaped(warning.message))\(place ?? "")</li>\n"
        }
        return "<h2>Found in the source</h2>\n<ul>\n\(items.joined())</ul>\n"
    }

    private var footer: String {
        """
        <footer>Made by \(HTML.escaped(description.generator)), \
        <time datetime="\(HTML.escaped(createdAt))">\(HTML.escaped(createdAt))</time>. \
        Figures for machines are in <a href="manifest.json">manifest.json</a>.</footer>

        """
    }
}
