/// What an edit of the book, a lexicon or an option changes in a script.
///
/// A recording belongs to what decides its sound, not to its place: what was said anywhere before
/// is not recorded again.
package struct ScriptDifference: Sendable, Equatable, Codable {
    /// What is said at a place of a script.
    package struct Said: Sendable, Equatable {
        package var chapter: Int
        package var utterance: Int
        /// What decides the sound: equal keys share a recording.
        package var key: String
        package var text: String

        /// Creates what is said at a place.
        package init(chapter: Int, utterance: Int, key: String, text: String) {
            self.chapter = chapter
            self.utterance = utterance
            self.key = key
            self.text = text
        }
    }

    /// What happened to an utterance.
    package enum Kind: String, Sendable, Codable {
        /// Said at this place for the first time, and to be recorded.
        case added
        /// Said in the place of something else, and to be recorded.
        case changed
        /// As it was, and still to be recorded.
        case pending
        /// No longer said.
        case removed
        /// New at this place; its recording exists.
        case moved
    }

    /// An utterance that is not as it was, or not recorded.
    package struct Line: Sendable, Equatable, Codable {
        package var kind: Kind
        package var chapter: Int
        /// Its place in the new script, or in the old one when it was removed.
        package var utterance: Int
        package var text: String
        /// What was said in its place.
        package var previous: String?

        /// Whether it is to be recorded.
        package var isToRecord: Bool { [.added, .changed, .pending].contains(kind) }
    }

    /// In the order of the new script.
    package var lines: [Line] = []
    /// Utterances that stay as they are at their place, and are recorded.
    package var unchanged = 0
    /// Utterances that are to be recorded; equal ones count once.
    package var utterancesToRecord = 0
    /// Unicode scalars of what is to be recorded; equal utterances count once.
    package var charactersToRecord = 0
    /// Recordings that the new script has no use for; they stay on disk.
    package var orphaned = 0

    /// Compares two scripts chapter by chapter.
    ///
    /// - Parameters:
    ///   - old: what a project holds.
    ///   - new: what is to be said.
    ///   - isRecorded: whether there is a recording for a key.
    package init(from old: [Said], to new: [Said], isRecorded: (String) -> Bool) {
        let before = Dictionary(grouping: old, by: \.chapter)
        let after = Dictionary(grouping: new, by: \.chapter)
        for chapter in Set(before.keys).union(after.keys).sorted() {
            compare(before[chapter] ?? [], with: after[chapter] ?? [], isRecorded)
        }
        var seen: Set<String> = []
        for said in new where !isRecorded(said.key) && seen.insert(said.key).inserted {
            utterancesToRecord += 1
            charactersToRecord += said.text.unicodeScalars.count
        }
        let kept = Set(new.map(\.key))
        orphaned = Set(old.map(\.key)).count { !kept.contains($0) && isRecorded($0) }
    }

    private mutating func compare(_ old: [Said], with new: [Said], _ isRecorded: (String) -> Bool) {
        let (removed, inserted) = Self.edits(from: old, to: new)
        var pending: [Said] = []
        var place = 0
        func note(_ kind: Kind, _ said: Said, previous: String? = nil) -> Line {
            Line(
                kind: kind,
                chapter: said.chapter,
                utterance: said.utterance,
                text: said.text,
                previous: previous
            )
        }
        func passRemoved() {
            while place < old.count, removed.contains(place) {
                pending.append(old[place])
                place += 1
            }
        }
        for (index, said) in new.enumerated() {
            passRemoved()
            guard inserted.contains(index) else {
                lines += pending.map { note(.removed, $0) }
                pending = []
                place += 1
                if isRecorded(said.key) {
                    unchanged += 1
                } else {
                    lines.append(note(.pending, said))
                }
                continue
            }
            let previous = pending.isEmpty ? nil : pending.removeFirst().text
            let kind: Kind =
                isRecorded(said.key) ? .moved : previous == nil ? .added : .changed
            lines.append(note(kind, said, previous: previous))
        }
        passRemoved()
        lines += pending.map { note(.removed, $0) }
    }

    /// Places that are only in the one, and only in the other.
    private static func edits(
        from old: [Said],
        to new: [Said]
    ) -> (removed: Set<Int>, inserted: Set<Int>) {
        // What the other side does not have at all needs no comparing: most edits are that.
        let known = Set(old.map(\.key))
        let wanted = Set(new.map(\.key))
        let before = old.indices.filter { wanted.contains(old[$0].key) }
        let after = new.indices.filter { known.contains(new[$0].key) }
        var removed = Set(old.indices.filter { !wanted.contains(old[$0].key) })
        var inserted = Set(new.indices.filter { !known.contains(new[$0].key) })
        for change in after.map({ new[$0].key }).difference(from: before.map { old[$0].key }) {
            switch change {
            case .remove(let offset, _, _): removed.insert(before[offset])
            case .insert(let offset, _, _): inserted.insert(after[offset])
            }
        }
        return (removed, inserted)
    }
}
