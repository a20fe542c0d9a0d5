import ArgumentParser
import NarratePipeline

/// Who is told, and what is run, at the end.
struct HookOptions: ParsableArguments {
    @Option(help: "Address that the end, and the first failure that needs a person, is posted to.")
    var notify: String?

    @Option(
        help: """
            Program to run at the end, without a shell: facts in NARRATE_… variables, JSON on \
            standard input.
            """
    )
    var onFinish: String?

    /// The choices these options make.
    var choices: Choices {
        var choices = Choices()
        choices.notify = notify
        choices.onFinish = onFinish
        return choices
    }
}
