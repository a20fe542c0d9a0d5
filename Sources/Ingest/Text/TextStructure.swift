import NarrateModel

/// Finds the headings among the paragraphs of a plain text.
struct TextStructure {
    /// A paragraph as it was found, and what stands around it.
    struct Paragraph {
        var text: String
        var lines: Int
        var width: Int
        var blanksBefore: Int
        var level: Int?
        var isVerse: Bool
        var endsGroup: Bool
    }

    /// Levels of headings by the index of their paragraph.
    static func levels(of paragraphs: [Paragraph]) -> [Int: Level] {
        if paragraphs.contains(where: { $0.level != nil }) { return notated(paragraphs) }
        let worded = wordedLevels(paragraphs)
        let ordinals = worded.filter {
            ChapterPattern.match(paragraphs[$0.key].text)?.kind == .ordinal
        }
        let chapters = worded.count {
            ChapterPattern.match(paragraphs[$0.key].text)?.kind == .chapter
        }
        guard chapters < 3 else { return worded }
        // Numbers that begin again and again count sections below unnumbered headings.
        let restarts = ordinals.count { ChapterPattern.match(paragraphs[$0.key].text)?.number == 1 }
        let capitals = capitalLevels(paragraphs)
        guard capitals.count >= 3, ordinals.count < 3 || restarts >= 2 else { return worded }
        return capitals.merging(worded) { old, new in new.level == 1 ? new : old }.reduce(into: [:])
        {
            $0[$1.key] = ordinals[$1.key] == nil ? $1.value : Level(level: 3)
        }
    }

    /// Paragraphs before which more blank lines stand than between paragraphs elsewhere: a scene begins there.
    static func scenes(of paragraphs: [Paragraph], _ levels: [Int: Level]) -> Set<Int> {
        let inner = paragraphs.indices.dropFirst().filter {
            levels[$0] == nil && levels[$0 - 1] == nil
        }
        var counts: [Int: Int] = [:]
        for index in inner { counts[paragraphs[index].blanksBefore, default: 0] += 1 }
        let common = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        let wide = inner.filter { index in
            let isStanza = paragraphs[index].isVerse && paragraphs[index - 1].isVerse
            return paragraphs[index].blanksBefore > (isStanza ? max(1, common) : common)
        }
        // What is as common as that means nothing.
        return wide.count * 3 <= inner.count ? Set(wide) : []
    }

    struct Level: Equatable {
        var level: Int
        var isSubtitle = false
    }

    private static func notated(_ paragraphs: [Paragraph]) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for (index, paragraph) in paragraphs.enumerated() {
            if let level = paragraph.level { levels[index] = Level(level: level) }
        }
        return levels
    }

    // MARK: Chapter 3

    private static func wordedLevels(_ paragraphs: [Paragraph]) -> [Int: Level] {
        var found: [(index: Int, match: ChapterPattern.Match?)] = []
        for (index, paragraph) in paragraphs.enumerated() where paragraph.width <= 120 {
            if paragraph.text.utf8.count > 400 { continue }
            if let match = ChapterPattern.match(paragraph.text), isPlausible(match, paragraph) {
                found.append((index, match))
            } else if paragraph.blanksBefore > 1 || TitleShape.isCapitals(paragraph.text),
                paragraph.width <= 60, isNamedDivision(paragraph.text)
            {
                found.append((index, nil))
            }
        }
        let chapters = found.filter { $0.match?.kind == .chapter }.count
        if chapters >= 2 { found.removeAll { $0.match?.kind == .ordinal } }
        let kept = withoutLists(found, paragraphs)
        var levels: [Int: Level] = [:]
        for item in kept {
            let isPart =
                item.match?.kind == .part
                && kept.contains { $0.match != nil && $0.match?.kind != .part }
            levels[item.index] = Level(level: isPart ? 1 : 2)
            guard item.match?.rest.isEmpty ?? false else { continue }
            addSubtitle(after: item.index, paragraphs, &levels)
        }
        return levels
    }

    /// An ordinal takes the short line below it along as its title.
    private static func addSubtitle(
        after index: Int,
        _ paragraphs: [Paragraph],
        _ levels: inout [Int: Level]
    ) {
        let next = index + 1
        guard next + 1 < paragraphs.count, levels[next] == nil else { return }
        let paragraph = paragraphs[next]
        guard paragraph.blanksBefore <= 2, paragraph.lines <= 3, paragraph.width <= 80,
            paragraph.text.unicodeScalars.count <= 160,
            ChapterPattern.match(paragraph.text) == nil, TitleShape.isTitle(paragraph.text)
        else { return }
        levels[next] = Level(level: 2, isSubtitle: true)
    }

    private static func isPlausible(_ match: ChapterPattern.Match, _ paragraph: Paragraph) -> Bool {
        if match.kind == .ordinal {
            return paragraph.blanksBefore > 0 && paragraph.endsGroup && paragraph.lines == 1
        }
        if match.rest.isEmpty { return true }
        guard paragraph.lines <= 3, let last = paragraph.text.unicodeScalars.last else {
            return false
        }
        // `Chapter 2 was the one he liked, and so` is a sentence.
        if ",;".unicodeScalars.contains(last) { return false }
        let first = match.rest.unicodeScalars.first { $0.properties.isAlphabetic }
        return first.map { !$0.properties.isLowercase } ?? true
    }

    private static func isNamedDivision(_ text: String) -> Bool {
        if names.contains(MatterWords.fold(text)) { return true }
        return MatterWords.zone(ofTitle: text) != nil && text.unicodeScalars.count <= 40
    }

    /// Runs of headings with hardly any text between are lists of contents.
    private static func withoutLists(
        _ found: [(index: Int, match: ChapterPattern.Match?)],
        _ paragraphs: [Paragraph]
    ) -> [(index: Int, match: ChapterPattern.Match?)] {
        var isListed = Array(repeating: false, count: found.count)
        var run: [Int] = []
        func close() {
            let count = run.count { found[$0].match != nil }
            if count >= 3 { for index in run { isListed[index] = true } }
            run = []
        }
        for position in found.indices {
            if let last = run.last {
                let between = paragraphs[(found[last].index + 1)..<found[position].index]
                let letters = between.reduce(0) { $0 + $1.text.unicodeScalars.count }
                let isFar =
                    letters > 150 || between.contains { $0.width > 100 || isSentence($0.text) }
                if isFar { close() }
            }
            run.append(position)
        }
        // The last of a run heads the text after it.
        close()
        let kept = zip(found, isListed).filter { !$0.1 }.map(\.0)
        return kept.isEmpty ? found : reopened(found, isListed, paragraphs)
    }

    /// A list that runs right into the first chapter keeps its last entry as that chapter's heading.
    private static func reopened(
        _ found: [(index: Int, match: ChapterPattern.Match?)],
        _ isListed: [Bool],
        _ paragraphs: [Paragraph]
    ) -> [(index: Int, match: ChapterPattern.Match?)] {
        var result: [(index: Int, match: ChapterPattern.Match?)] = []
        for (position, item) in found.enumerated() {
            let isLastOfRun =
                isListed[position] && (position + 1 == found.count || !isListed[position + 1])
            let repeatsFirst =
                isLastOfRun
                && found[..<position].contains { earlier in
                    earlier.match?.number == item.match?.number
                        && earlier.match?.kind == item.match?.kind
                }
            if !isListed[position] || (repeatsFirst && item.match != nil) { result.append(item) }
        }
        return result
    }

    private static func isSentence(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last, text.unicodeScalars.count > 12 else {
            return false
        }
        return ".!?。！？”»".unicodeScalars.contains(last) && !TitleShape.isCapitals(text)
    }

    // MARK: CAPITALS

    /// Short lines in capitals that stand alone, in texts whose headings have no numbers.
    private static func capitalLevels(_ paragraphs: [Paragraph]) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for (index, paragraph) in paragraphs.enumerated() {
            guard paragraph.blanksBefore > 0, paragraph.endsGroup || paragraph.lines > 1,
                paragraph.width <= 90, paragraph.lines <= 3,
                paragraph.text.unicodeScalars.count >= 4,
                paragraph.text.unicodeScalars.count <= 160,
                TitleShape.isMostlyCapitals(paragraph.text), index + 1 < paragraphs.count
            else { continue }
            levels[index] = Level(level: 2)
        }
        return levels
    }

    private static let names: Set<String> = [
        "prologue", "epilogue", "introduction", "conclusion", "preface", "foreword", "afterword",
        "postscript",
        "interlude", "prolog", "epilog", "einleitung", "nachwort", "vorwort", "schluß", "schluss",
        "prologo",
        "epilogo", "introduzione", "conclusione", "prefazione", "prólogo", "epílogo",
        "introducción",
        "conclusión", "épilogue", "avant propos", "préface", "пролог", "эпилог", "прологъ",
        "эпилогъ",
        "введение", "заключение", "序章", "終章", "终章", "尾聲", "尾声", "楔子", "引子", "후기", "the end",
    ]
}
