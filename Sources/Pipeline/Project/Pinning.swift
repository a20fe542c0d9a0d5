import NarrateLedger
import NarrateModel

/// What locks do to a script: utterances that are locked stay as they are, whatever the source, the
/// voice or the settings have become.
struct Pinning: Sendable {
    /// Where an utterance stands.
    struct Place: Hashable, Sendable {
        var chapter: Int
        var utterance: Int
    }

    /// The script with chapters that are locked as a whole as they were.
    private(set) var script: NarrationScript
    /// What stays, by where it stands now.
    private(set) var pins: [Place: Fingerprint] = [:]
    /// Chapters whose released file is not made again.
    private(set) var lockedChapters: Set<Int> = []
    /// What could not be done as it was asked for.
    private(set) var warnings: [String] = []

    init(_ script: NarrationScript, locks: [LockedUtterance]) {
        self.script = script
        for (chapter, locked) in Dictionary(grouping: locks, by: { $0.utterance.chapter })
            .sorted(by: { $0.key < $1.key })
        {
            guard let index = Self.position(of: chapter, title: locked[0].title, in: script) else {
                warnings.append(
                    "chapter \(chapter), '\(locked[0].title)', is locked and not in the book any more"
                )
                continue
            }
            if locked.allSatisfy(\.isWholeChapter) {
                keepChapter(at: index, as: locked)
            } else {
                keepUtterances(of: index, as: locked)
            }
        }
    }

    /// A chapter is known by its title; its number may have changed.
    private static func position(of chapter: Int, title: String, in script: NarrationScript) -> Int?
    {
        let named = script.chapters.indices.filter { script.chapters[$0].title == title }
        if let same = named.first(where: { script.chapters[$0].index == chapter }) { return same }
        if named.count == 1 { return named[0] }
        return script.chapters.firstIndex { $0.index == chapter && named.isEmpty }
    }

    private mutating func keepChapter(at index: Int, as locked: [LockedUtterance]) {
        var chapter = script.chapters[index]
        let current = chapter.utterances
        chapter.utterances = locked.enumerated().map { number, lock in
            let record = lock.utterance
            let now = number < current.count ? current[number].text : ""
            return Utterance(
                index: number + 1,
                role: Utterance.Role(rawValue: record.role) ?? .paragraph,
                text: record.text ?? now,
                source: chapter.source,
                boundary: Utterance.Boundary(rawValue: record.boundary) ?? .paragraph,
                pauseAfter: record.pauseAfter
            )
        }
        if current.count == locked.count {
            // Where only the sound was locked, the script keeps what else it knows.
            for number in current.indices
            where current[number].text == chapter.utterances[number].text {
                var utterance = current[number]
                utterance.pauseAfter = chapter.utterances[number].pauseAfter
                chapter.utterances[number] = utterance
            }
        }
        script.chapters[index] = chapter
        lockedChapters.insert(chapter.index)
        for (number, lock) in locked.enumerated() {
            let place = Place(chapter: chapter.index, utterance: number + 1)
            pins[place] = lock.utterance.fingerprint
        }
    }

    private mutating func keepUtterances(of index: Int, as locked: [LockedUtterance]) {
        let chapter = script.chapters[index]
        for lock in locked {
            let record = lock.utterance
            let same = chapter.utterances.filter { $0.text == record.text }
            let found =
                same.min { abs($0.index - record.position) < abs($1.index - record.position) }
                ?? chapter.utterances.first { $0.index == record.position }
            guard let found else {
                warnings.append(
                    "chapter \(chapter.index), utterance \(record.position) is locked and not in "
                        + "the chapter any more"
                )
                continue
            }
            if let text = record.text, text != found.text {
                warnings.append(
                    "chapter \(chapter.index), utterance \(found.index) is locked: it stays as it "
                        + "was recorded although its text has changed"
                )
            }
            pins[Place(chapter: chapter.index, utterance: found.index)] = record.fingerprint
        }
    }
}
