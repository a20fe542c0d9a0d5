import ArgumentParser
import NarratePipeline

/// `narrate run`: the whole way, a finished audiobook per source.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Narrate sources: the whole way to a finished audiobook each."
    )

    @OptionGroup var work: StageWork

    func run() async throws { try await work.run(through: .publish) }
}

/// `narrate synthesize`: up to recorded takes.
struct SynthesizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesize",
        abstract: "Record the takes."
    )

    @OptionGroup var work: StageWork

    func run() async throws { try await work.run(through: .synthesize) }
}

/// `narrate assemble`: up to mastered chapters.
struct AssembleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assemble",
        abstract: "Record what is missing and master the chapters."
    )

    @OptionGroup var work: StageWork

    func run() async throws { try await work.run(through: .assemble) }
}

/// `narrate publish`: up to the finished release.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Do what is missing and write the release."
    )

    @OptionGroup var work: StageWork

    func run() async throws { try await work.run(through: .publish) }
}
