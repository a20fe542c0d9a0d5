import ArgumentParser
import NarratePipeline

/// `narrate lock`: protects utterances or a chapter from any later change.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Protect a chapter, or utterances of it, from any later change.",
        discussion: """
            A locked utterance keeps its take whatever text, voice or settings become. A chapter that is \
            locked as a whole keeps its utterances and its released file, too.
            """
    )

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let held = try await HeldProject(place.project)
        let locked = try await held.lock(chapter: place.chapter, utterances: place.utterances)
        try held.close()
        place.report(locked, "locked")
    }
}

/// `narrate unlock`: lets them change again.
struct UnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Let a locked chapter, or utterances of it, change again."
    )

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let held = try await HeldProject(place.project)
        let unlocked = try await held.unlock(chapter: place.chapter, utterances: place.utterances)
        try held.close()
        place.report(unlocked, "may change again")
    }
}
