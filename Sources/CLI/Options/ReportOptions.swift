import ArgumentParser

/// How the program talks.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Print JSON for machines.")
    var json = false

    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print what happens to each utterance.")
    var verbose = false

    @Flag(help: "Show no live progress.")
    var noProgress = false

    @Flag(name: .shortAndLong, help: "Ask nothing.")
    var yes = false
}
