/// Finds the title a listener knows a chapter by; it is never empty.
struct ChapterTitle {
    let book: FlatBook
    let unit: BookUnit

    private static let longest = 200

    var text: String {
        let given = unit.start?.title?.collapsed ?? ""
        let heading = headingTitle()
        let title = best(given, heading) ?? documentTitle ?? firstWords ?? "Untitled"
        return ChapterTitle.shortened(title)
    }

    /// The table's words, unless they are only a number and the heading says more.
    private func best(_ given: String, _ heading: String) -> String? {
        if given.isEmpty { return heading.isEmpty ? nil : heading }
        guard ChapterPattern.isBareOrdinal(given), !heading.isEmpty else { return given }
        let isSame = MatterWords.fold(heading).hasPrefix(MatterWords.fold(given))
        return isSame && heading.unicodeScalars.count <= 150 ? heading : given
    }

    private func headingTitle() -> String {
        var lines: [HeadingGroup.Line] = []
        for index in unit.range {
            let block = book.blocks[index]
            if block.reason != nil || block.kind == .sceneBreak { continue }
            guard let level = block.headingLevel else { break }
            lines.append(
                HeadingGroup.Line(
                    position: index,
                    level: level,
                    text: block.text,
                    continuesHeading: block.continuesHeading
                )
            )
        }
        guard !lines.isEmpty else { return "" }
        let group = HeadingGroup(lines: lines)
        let own = lines.firstIndex { line in
            !unit.prefixTitles.contains(line.text)
                && !(unit.start?.path.contains(line.text) ?? false)
        }
        return group.title(from: own ?? 0)
    }

    private var documentTitle: String? {
        let document = book.documents[book.blocks[unit.range.lowerBound].document]
        guard document.first == unit.range.lowerBound, let title = document.title, !title.isEmpty,
            MatterWords.fold(title) != MatterWords.fold(book.title ?? "")
        else { return nil }
        return title
    }

    private var firstWords: String? {
        guard let first = unit.range.first(where: { book.blocks[$0].weight > 0 }) else {
            return nil
        }
        let text = book.blocks[first].text
        let words = text.split(separator: " ").prefix(8).joined(separator: " ")
        let start = String(words.prefix(60))
        return start.isEmpty ? nil : start.count < text.count ? start + "…" : start
    }

    private static func shortened(_ title: String) -> String {
        guard title.count > longest else { return title }
        let start = title.prefix(longest)
        let end = start.lastIndex(of: " ") ?? start.endIndex
        return String(start[..<end]) + "…"
    }
}
