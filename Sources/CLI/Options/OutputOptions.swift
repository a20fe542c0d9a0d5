import ArgumentParser
import NarratePipeline

/// Where things go, and what they become.
struct OutputOptions: ParsableArguments {
    @Option(help: "Folder for releases (default: beside the source).", completion: .directory)
    var output: String?

    @Option(
        help: "Project folder (default: <output>/<source name>.narrate).",
        completion: .directory
    )
    var project: String?

    @Option(help: "Title of the book, in place of the source's.")
    var title: String?

    @Option(name: .customLong("author"), help: "Author, in place of the source's; repeatable.")
    var authors: [String] = []

    @Option(help: "Narrator, as credits and tags name them.")
    var narrator: String?

    @Option(help: "Language of the book (BCP 47, such as en-GB), in place of the source's.")
    var language: String?

    @Option(
        help: ArgumentHelp(
            "Mastering profile: acx (technical numbers only), podcast, none.",
            discussion: """
                acx meets the technical delivery numbers of a store that forbids synthetic \
                narration without its leave.
                """
        ),
        completion: .list(["acx", "podcast", "none"])
    )
    var profile: String?

    @Option(
        help: """
            Formats of the release: mp3 (a file per chapter), mp3-book, m4b, opus, flac; web \
            (pages that play the chapters, and a podcast feed).
            """
        ,
        completion: .list(["mp3", "mp3-book", "m4b", "opus", "flac", "web"])
    )
    var format: String?

    @Flag(help: "Join MP3 takes as they are, without encoding them again; with --profile none.")
    var lossless = false

    @Flag(help: "Keep what is spoken out of the project's ledger.")
    var noStoreText = false

    @Option(
        help: "Subtitles beside each chapter: vtt, srt, or none (default: vtt,srt).",
        completion: .list(["vtt", "srt", "vtt,srt", "none"])
    )
    var subtitles: String?

    @Option(help: "Minutes of a retail sample, at most 5: a file of its own (default: none).")
    var sample: Double?

    @Option(
        help: "ID3 tags of version 2.3 (default: read by every player) or 2.4.",
        completion: .list(["2.3", "2.4"])
    )
    var tagVersion: String?

    @Option(help: "Where a release for the web will be found, for its feed: https://…/ .")
    var webAddress: String?

    @Option(
        help: """
            Deliver the finished release: s3://bucket/prefix or a folder; {release} stands for the \
            name of the release's folder.
            """
    )
    var publish: String?

    @Option(help: "Print links to the delivered audio that work for a while, such as 1h or 7d.")
    var link: String?

    /// The choices these options make.
    var choices: Choices {
        var choices = Choices()
        choices.output = output
        choices.project = project
        choices.title = title
        choices.authors = authors.isEmpty ? nil : authors
        choices.narrator = narrator
        choices.language = language
        if profile != nil || lossless {
            choices.mastering = MasteringChoices(base: profile)
            choices.mastering?.lossless = lossless ? true : nil
        }
        choices.storesText = noStoreText ? false : nil
        choices.formats = format.map(Self.words)
        choices.release.subtitles = subtitles.map(Self.words)
        choices.release.tagVersion = tagVersion
        choices.release.sample = sample
        choices.release.webAddress = webAddress
        choices.delivery.destination = publish
        choices.delivery.link = link
        return choices
    }

    /// The words of a list with commas.
    private static func words(_ list: String) -> [String] {
        list.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    }
}
