import ArgumentParser
import NarrateModel
import NarratePipeline

/// What is read, and how.
struct SourceOptions: ParsableArguments {
    @Option(help: "Read choices from this manifest (narrate.yaml).", completion: .file())
    var manifest: String?

    @Option(help: "Narrate only these chapters, such as 1-3,7.")
    var chapters: String?

    @Option(
        help: "Find chapters by: auto, toc, heading1, heading2, none.",
        completion: .list(["auto", "toc", "heading1", "heading2", "none"])
    )
    var split: String?

    @Option(help: "Encoding of a text file that does not say it.")
    var encoding: String?

    @Option(
        name: .customLong("lexicon"),
        help: "Pronunciation lexicon (PLS); repeatable, in order.",
        completion: .file()
    )
    var lexicons: [String] = []

    @OptionGroup(title: "Content") var content: ContentOptions
    @OptionGroup(title: "Script") var text: TextOptions

    /// The choices these options make.
    func choices() throws -> Choices {
        var choices = Choices()
        choices.script = try text.choices()
        content.apply(to: &choices.script)
        if let split {
            let known: [SplitDecision.Rule] = [.auto, .toc, .heading1, .heading2, .none]
            guard let rule = SplitDecision.Rule(rawValue: split), known.contains(rule) else {
                let words = known.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--split is '\(split)', expected one of \(words)")
            }
            choices.split = rule
        }
        if let chapters {
            guard let ranges = ChapterSelection.ranges(chapters) else {
                throw ValidationError("--chapters is '\(chapters)', expected numbers such as 1-3,7")
            }
            choices.chapters = ChapterSelection(included: ranges)
        }
        choices.encoding = encoding
        choices.lexicons = lexicons.isEmpty ? nil : lexicons
        return choices
    }
}
