/// Headings that stand together without text between: an ordinal and its title, a part and its first chapter.
struct HeadingGroup {
    /// A heading and where it stands.
    struct Line {
        var position: Int
        var level: Int
        var text: String
        var continuesHeading: Bool
    }

    var lines: [Line]
    var zone: Zone?

    var position: Int { lines.first?.position ?? 0 }
    var level: Int { lines.map(\.level).min() ?? 6 }

    /// All groups of a book in order, headings that are not narrated left out.
    static func all(in book: FlatBook) -> [HeadingGroup] {
        var groups: [HeadingGroup] = []
        var lastPosition = -2
        for position in book.blocks.indices {
            guard book.blocks[position].reason == nil,
                let level = book.blocks[position].headingLevel
            else {
                // A scene break or picture between two headings does not part them.
                let isQuiet =
                    book.blocks[position].reason != nil
                    || book.blocks[position].kind == .sceneBreak
                if isQuiet, lastPosition == position - 1 { lastPosition = position }
                continue
            }
            let block = book.blocks[position]
            let line = Line(
                position: position,
                level: level,
                text: block.text,
                continuesHeading: block.continuesHeading
            )
            let isJoined =
                lastPosition == position - 1
                && groups.last.map { group in
                    group.lines.count < 6
                        && book.blocks[group.position].document == block.document
                } ?? false
            if isJoined {
                groups[groups.count - 1].lines.append(line)
            } else {
                groups.append(HeadingGroup(lines: [line], zone: block.zone))
            }
            lastPosition = position
        }
        return groups
    }

    /// The title of the chapter that starts at one of the lines: an ordinal takes the line below it along.
    func title(from index: Int) -> String {
        guard lines.indices.contains(index) else { return "" }
        var title = lines[index].text
        var next = index + 1
        while next < lines.count, next - index < 4 {
            let isContinuation = lines[next].continuesHeading
            let isOrdinal = ChapterPattern.isBareOrdinal(title)
            guard isContinuation || isOrdinal else { break }
            guard isContinuation || ChapterPattern.match(lines[next].text)?.kind != .chapter else {
                break
            }
            title = HeadingGroup.joined(title, lines[next].text)
            next += 1
        }
        return title
    }

    /// Two lines of a title as one: a full stop between, where the first has no sign of its own.
    static func joined(_ first: String, _ second: String) -> String {
        guard let last = first.unicodeScalars.last else { return second }
        guard !second.isEmpty else { return first }
        let hasSign = !(last.properties.isAlphabetic || last.properties.numericType != nil)
        return first + (hasSign || TextAccumulator.isUnspaced(last.value) ? " " : ". ") + second
    }
}
