import ArgumentParser

/// Where the key of the paid service comes from, besides the environment.
struct KeyOptions: ParsableArguments {
    @Option(help: "Program whose first line of output is the key; run without a shell.")
    var keyCommand: String?

    @Option(help: "File whose first line is the key.", completion: .file())
    var keyFile: String?
}
