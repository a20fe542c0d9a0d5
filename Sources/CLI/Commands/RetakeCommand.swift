import ArgumentParser
import NarratePipeline

/// `narrate retake`: marks takes to be recorded again.
struct RetakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retake",
        abstract: "Mark takes to be recorded again; the old ones are kept."
    )

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let held = try await HeldProject(place.project)
        let marked = try await held.retake(chapter: place.chapter, utterances: place.utterances)
        try held.close()
        place.report(marked, "recorded again by the next run")
    }
}
