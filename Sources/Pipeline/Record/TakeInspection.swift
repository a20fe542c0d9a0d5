import NarrateAssemble
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// Looks at the takes of chapters that are about to be assembled: a file of the right size may
/// still hold something else than it did.
struct TakeInspection: Sendable {
    let store: TakeStore
    let mastering: ProjectConfiguration.Mastering
    /// What earlier runs made, by chapter.
    let masters: [Int: MasterRecord]

    /// The takes of these chapters whose files do not hold what they did.
    func damaged(
        in script: NarrationScript,
        plan: Workplan,
        takes: [Fingerprint: [TakeRecord]]
    ) async throws -> [Take] {
        var suspects: [Take] = []
        var items = plan.items[...]
        for chapter in script.chapters {
            let mine = items.prefix { $0.chapter == chapter.index }
            items = items.dropFirst(mine.count)
            let inUse = mine.compactMap { takes[plan.fingerprints[$0.id]]?.last(where: \.isInUse) }
            let recipe = ChapterRecipe(
                takes: inUse.map(\.take),
                pauses: chapter.utterances.map(\.pauseAfter),
                mastering: mastering
            )
            let isMade =
                inUse.count == mine.count && masters[chapter.index]?.recipe == recipe.digest
            if !isMade { suspects += inUse.map(\.take) }
        }
        guard !suspects.isEmpty else { return [] }
        return try await BlockingWork.run { [store, suspects] in
            suspects.filter { !store.isIntact($0) }
        }
    }
}
