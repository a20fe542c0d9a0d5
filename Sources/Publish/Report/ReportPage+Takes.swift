import NarrateModel

extension ReportPage {
    /// Takes by verdict, as a bar and in words.
    var takes: String {
        let takes = report.takes
        guard takes.total > 0 else { return "" }
        let parts = [("clean", takes.clean), ("warned", takes.warned), ("failed", takes.failed)]
        let bar = parts.filter { $0.1 > 0 }.map {
            "<span class=\"\($0.0)\" style=\"flex-grow:\($0.1)\"></span>"
        }
        return """
            <h2>Takes by verdict</h2>
            <div class="stack" aria-hidden="true">\(bar.joined())</div>
            <ul class="keys">
            <li><b class="good">\(Figure.count(takes.clean))</b> passed every check</li>
            <li><b class="warn">\(Figure.count(takes.warned))</b> passed with warnings</li>
            <li><b class="bad">\(Figure.count(takes.failed))</b> kept with failed checks</li>
            <li><b>\(Figure.count(totals.retakes))</b> recorded again</li>
            </ul>

            """
    }

    /// What still needs ears, the worst first.
    var doubtful: String {
        let parts = Dictionary(grouping: chapters, by: \.index)
        let takes = report.doubtful.sorted { left, right in
            let order = (left.verdict.isAccepted ? 1 : 0, -left.verdict.score)
            let other = (right.verdict.isAccepted ? 1 : 0, -right.verdict.score)
            guard order == other else { return order < other }
            return (left.chapter, left.utterance) < (right.chapter, right.utterance)
        }
        guard !takes.isEmpty else { return "" }
        let shown = takes.prefix(Self.shownTakes)
        let more = takes.count - shown.count
        let rest = more > 0 ? "<p class=\"soft\">… and \(Figure.count(more)) more.</p>\n" : ""
        let cards = shown.map { card($0, in: parts[$0.chapter] ?? []) }.joined()
        return "<h2>Worth listening to, the worst first</h2>\n" + cards + rest
    }

    /// More than this nobody reads, and each is a drawing.
    private static let shownTakes = 200

    /// A take in the file of its chapter, or in the one of several that it is heard in.
    private func card(_ take: DoubtfulTake, in parts: [ReleasedChapter]) -> String {
        var take = take
        var parts = parts[...]
        while parts.count > 1, let first = parts.first, take.position >= first.duration {
            take.position -= first.duration
            parts.removeFirst()
        }
        return card(take, parts.first)
    }

    private func card(_ take: DoubtfulTake, _ chapter: ReleasedChapter?) -> String {
        let end = take.position + take.verdict.duration
        let title = chapter?.title ?? "Chapter \(take.chapter)"
        let recordings = take.recordings == 1 ? "" : ", the best of \(take.recordings) takes"
        let state = take.verdict.isAccepted ? "warn" : "bad"
        let wave = take.audioPath.flatMap { Waveform(path: $0) }.map {
            $0.svg(marks: take.verdict.findings.compactMap(\.position))
        }
        return """
            <article>
            <h3>\(book(title)), at \(Figure.clock(take.position))</h3>
            <p class="soft">utterance \(take.utterance)\(recordings)</p>
            <ul class="\(state)">\(take.verdict.findings.map(reason).joined())</ul>
            <blockquote\(languageAttributes)>\(HTML.marked(take.text, take.marks))</blockquote>
            \(wave ?? "")\(chapter.map { player($0, from: take.position, to: end) } ?? "")\
            </article>

            """
    }

    private var languageAttributes: String {
        let language = description.metadata.language.map { " lang=\"\(HTML.escaped($0))\"" } ?? ""
        return language + " dir=\"auto\""
    }

    /// A media fragment makes the player start and stop there, without a script.
    private func player(_ chapter: ReleasedChapter, from start: Double, to end: Double) -> String {
        let address = HTML.address(of: chapter.file.file)
        let begin = chapter.start + max(0, start - 0.5)
        let times = "\(Plot.number(begin)),\(Plot.number(chapter.start + end + 0.5))"
        return "<audio controls preload=\"none\" src=\"\(address)#t=\(times)\"></audio>\n"
    }

    private func reason(_ finding: Finding) -> String {
        var text = HTML.escaped(finding.message)
        if let figures = finding.figures.text {
            text += ": \(HTML.escaped(figures.replacing("-", with: "−")))"
        }
        return "<li>\(text)</li>"
    }
}
