import ArgumentParser
import NarratePipeline

/// What becomes of content that not every listener wants.
struct ContentOptions: ParsableArguments {
    @Option(
        help: "Notes: skip, afterParagraph, afterChapter (default: skip).",
        completion: .list(["skip", "afterParagraph", "afterChapter"])
    )
    var footnotes: String?

    @Option(
        help: "Data tables, row by row: read, skip (default: read).",
        completion: .list(["read", "skip"])
    )
    var tables: String?

    @Option(help: "Program text: read, skip (default: skip).", completion: .list(["read", "skip"]))
    var code: String?

    @Option(
        help: "Descriptions of pictures: read, skip (default: skip).",
        completion: .list(["read", "skip"])
    )
    var altText: String?

    @Option(
        help: "Captions of figures and tables: read, skip (default: read).",
        completion: .list(["read", "skip"])
    )
    var captions: String?

    @Option(help: "Formulas: read, skip (default: read).", completion: .list(["read", "skip"]))
    var math: String?

    @Option(
        help: "Ruby annotations: base, reading (default: base).",
        completion: .list(["base", "reading"])
    )
    var ruby: String?

    @Option(
        help: "Title page, imprint and other front and back matter: read, skip (default: skip).",
        completion: .list(["read", "skip"])
    )
    var matter: String?

    @Option(
        help:
            "Documents that are damaged in their archive: refuse the book, skip them (default: refuse).",
        completion: .list(["refuse", "skip"])
    )
    var damaged: String?

    /// Puts what was chosen in place.
    func apply(to choices: inout ScriptChoices) {
        choices.footnotes = footnotes
        choices.tables = tables
        choices.code = code
        choices.altText = altText
        choices.captions = captions
        choices.math = math
        choices.ruby = ruby
        choices.matter = matter
        choices.damaged = damaged
    }
}
