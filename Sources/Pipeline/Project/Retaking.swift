import NarrateLedger
import NarrateModel

extension HeldProject {
    /// Marks a chapter, or some utterances of it, to be recorded again; their takes are kept.
    ///
    /// - Returns: the positions that were marked.
    /// - Throws: `ProjectError` with code `usage` when there is no such chapter or utterance, or
    ///   one is locked.
    package func retake(chapter: Int, utterances: [Int]) async throws -> [Int] {
        let chosen = try await self.utterances(chapter: chapter, at: utterances)
        try await refuseLocked(chosen)
        try await ledger.retake(chosen.map(\.fingerprint))
        return chosen.map(\.position)
    }

    /// Has an utterance heard by one of its takes.
    ///
    /// - Throws: `ProjectError` with code `usage` when there is no such take or it is locked.
    package func choose(chapter: Int, utterance: Int, take number: Int) async throws {
        let chosen = try await utterances(chapter: chapter, at: [utterance])
        try await refuseLocked(chosen)
        for record in chosen {
            let takes = try await ledger.takes()[record.fingerprint] ?? []
            guard takes.contains(where: { $0.take.number == number }) else {
                let numbers = takes.map { String($0.take.number) }.joined(separator: ", ")
                throw ProjectError(
                    code: .usage,
                    message: "chapter \(chapter), utterance \(utterance) has no take \(number), "
                        + (numbers.isEmpty ? "it has none" : "it has \(numbers)"),
                    hint: "list them with: narrate takes '\(folder.path)'"
                )
            }
            try await ledger.choose(number, of: record.fingerprint)
        }
    }

    /// Protects a chapter, or some utterances of it, from any later change.
    ///
    /// - Returns: the positions that are locked now.
    /// - Throws: `ProjectError` with code `usage` when one of them has no take that is accepted.
    package func lock(chapter: Int, utterances: [Int]) async throws -> [Int] {
        let chosen = try await self.utterances(chapter: chapter, at: utterances)
        let takes = try await ledger.takes()
        let title = try await ledger.script().chapters.first { $0.position == chapter }?.title
        var locks: [LockedUtterance] = []
        for record in chosen {
            guard let take = takes[record.fingerprint]?.last(where: \.isInUse)?.take else {
                throw ProjectError(
                    code: .usage,
                    message: "chapter \(chapter), utterance \(record.position) has no take to keep",
                    hint: "run the project first"
                )
            }
            locks.append(
                LockedUtterance(
                    utterance: record,
                    take: take.number,
                    title: title ?? "",
                    isWholeChapter: utterances.isEmpty
                )
            )
        }
        try await ledger.lock(locks)
        return chosen.map(\.position)
    }

    /// Lets a chapter, or some utterances of it, change again.
    ///
    /// - Returns: the positions that were locked.
    /// - Throws: `ProjectError` with code `usage` when nothing of it is locked.
    package func unlock(chapter: Int, utterances: [Int]) async throws -> [Int] {
        let locked = try await ledger.locks().map(\.utterance).filter {
            $0.chapter == chapter && (utterances.isEmpty || utterances.contains($0.position))
        }
        guard !locked.isEmpty else {
            throw ProjectError(
                code: .usage,
                message: "nothing of chapter \(chapter) is locked there"
            )
        }
        try await ledger.unlock(chapter: chapter, utterances: locked.map(\.position))
        return locked.map(\.position)
    }
}
