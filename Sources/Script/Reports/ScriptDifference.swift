import NarrateModel

/// What an edit of the book, a lexicon or an option changes in a script, and what it costs.
///
/// A recording belongs to its text, not to its place: what was said anywhere before is not
/// recorded again.
package struct ScriptDifference: Sendable, Equatable, Codable {
    /// What happened to an utterance.
    package enum Kind: String, Sendable, Codable {
        /// Said at this place for the first time, and to be recorded.
        case added
        /// Said in the place of something else, and to be recorded.
        case changed
        /// No longer said.
        case removed
        /// New at this place; its recording exists.
        case moved
    }

    /// An utterance that is not as it was.
    package struct Line: Sendable, Equatable, Codable {
        package var kind: Kind
        package var chapter: Int
        /// Its place in the new script, or in the old one when it was removed.
        package var utterance: Int
        package var text: String
        /// What was said in its place.
        package var previous: String?

        /// Unicode scalars that are to be recorded for it.
        package var charactersToRecord: Int {
            kind == .added || kind == .changed ? text.unicodeScalars.count : 0
        }
    }

    /// In the order of the new script.
    package var lines: [Line]
    /// Utterances that stay as they are, at their place.
    package var unchanged: Int

    /// Utterances that are to be recorded; the same text counts once.
    package var utterancesToRecord: Int { toRecord.count }

    /// Unicode scalars of what is to be recorded; the same text counts once.
    package var charactersToRecord: Int { toRecord.values.reduce(0, +) }

    private var toRecord: [String: Int] {
        var result: [String: Int] = [:]
        for line in lines where line.charactersToRecord > 0 {
            result[line.text] = line.charactersToRecord
        }
        return result
    }

    /// Compares two scripts chapter by chapter.
    ///
    /// - Parameters:
    ///   - old: what is recorded.
    ///   - new: what is to be said.
    ///   - isRecorded: whether a text that is not in the old script has a recording all the same.
    package init(
        from old: NarrationScript,
        to new: NarrationScript,
        isRecorded: (Utterance) -> Bool = { _ in false }
    ) {
        let known = Set(old.chapters.flatMap { $0.utterances.map(Self.key) })
        let before = Dictionary(
            old.chapters.map { ($0.index, $0.utterances) },
            uniquingKeysWith: { first, _ in first }
        )
        var lines: [Line] = []
        var unchanged = 0
        for chapter in new.chapters {
            let (some, same) = Self.lines(
                chapter.index,
                from: before[chapter.index] ?? [],
                to: chapter.utterances
            ) { known.contains(Self.key($0)) || isRecorded($0) }
            lines += some
            unchanged += same
        }
        let kept = Set(new.chapters.map(\.index))
        for chapter in old.chapters where !kept.contains(chapter.index) {
            lines += chapter.utterances.map {
                Line(kind: .removed, chapter: chapter.index, utterance: $0.index, text: $0.text)
            }
        }
        self.lines = lines
        self.unchanged = unchanged
    }

    /// What decides the sound.
    private static func key(_ utterance: Utterance) -> [String] {
        [
            utterance.text, utterance.language ?? "", utterance.speaker ?? "",
            utterance.role.rawValue,
        ]
    }

    private static func lines(
        _ chapter: Int,
        from old: [Utterance],
        to new: [Utterance],
        isRecorded: (Utterance) -> Bool
    ) -> (lines: [Line], unchanged: Int) {
        let (removed, inserted) = edits(from: old, to: new)
        var lines: [Line] = []
        var pending: [Utterance] = []
        var place = 0
        func passRemoved() {
            while place < old.count, removed.contains(place) {
                pending.append(old[place])
                place += 1
            }
        }
        func flush() {
            lines += pending.map {
                Line(kind: .removed, chapter: chapter, utterance: $0.index, text: $0.text)
            }
            pending = []
        }
        for (index, utterance) in new.enumerated() {
            passRemoved()
            guard inserted.contains(index) else {
                flush()
                place += 1
                continue
            }
            let previous = pending.isEmpty ? nil : pending.removeFirst().text
            let kind: Kind = isRecorded(utterance) ? .moved : previous == nil ? .added : .changed
            lines.append(
                Line(
                    kind: kind,
                    chapter: chapter,
                    utterance: utterance.index,
                    text: utterance.text,
                    previous: previous
                )
            )
        }
        passRemoved()
        flush()
        return (lines, new.count - inserted.count)
    }

    /// Places that are only in the one, and only in the other.
    private static func edits(
        from old: [Utterance],
        to new: [Utterance]
    ) -> (removed: Set<Int>, inserted: Set<Int>) {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.map(key).difference(from: old.map(key)) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        return (removed, inserted)
    }
}
