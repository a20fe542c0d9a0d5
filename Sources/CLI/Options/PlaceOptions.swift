import ArgumentParser

/// A project, and a place in it.
struct PlaceOptions: ParsableArguments {
    @Argument(help: "The project folder.", completion: .directory)
    var project: String

    @Option(help: "Chapter, as narrate status lists it.")
    var chapter: Int

    @Option(name: .customLong("utterance"), help: "Utterance of the chapter; repeatable.")
    var utterances: [Int] = []

    @Flag(help: "Print JSON for machines.")
    var json = false
}

/// What a command did to utterances of a chapter, as JSON.
struct PlaceDocument: Encodable {
    var version = 1
    var chapter: Int
    var utterances: [Int]
}

extension PlaceOptions {
    /// Prints what was done: `done` is said of the count of utterances.
    func report(_ utterances: [Int], _ done: String) {
        if json {
            let document = PlaceDocument(chapter: chapter, utterances: utterances)
            Console.output(JSONText.document(document))
        } else {
            let count = Durations.count(utterances.count, "utterance")
            Console.output("chapter \(chapter), \(count): \(done)\n")
        }
    }
}
