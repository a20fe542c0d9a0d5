import ArgumentParser
import NarratePipeline
import NarrateScript

/// How the text is spoken.
struct TextOptions: ParsableArguments {
    @Option(help: "Utterances stay under this (default: 800, never above the model's own).")
    var maxCharacters: Int?

    @Option(
        help: "Write out numbers, abbreviations and symbols: auto, on, off.",
        completion: .list(["auto", "on", "off"])
    )
    var normalize: String?

    @Option(
        name: .customLong("pause"),
        help: ArgumentHelp(
            "Seconds of silence after something; repeatable.",
            discussion: "NAME is \(Pauses.names.joined(separator: ", ")).",
            valueName: "name=seconds"
        )
    )
    var pauses: [String] = []

    @Option(help: "Chapter titles: announced, silent.", completion: .list(["announced", "silent"]))
    var titles: String?

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Speak opening and closing credits, made from the metadata.",
            discussion: "Where --profile acx is asked for by name, they are spoken unless refused."
        )
    )
    var credits: Bool?

    @Option(help: "What is spoken before the first chapter, such as: {title}, by {author}.")
    var openingCredits: String?

    @Option(help: "What is spoken after the last chapter.")
    var closingCredits: String?

    @Flag(help: "Have the engine pause between lines of verse, where its model can.")
    var engineBreaks = false

    /// The choices these options make.
    func choices() throws -> ScriptChoices {
        var choices = ScriptChoices()
        if let maxCharacters, !(40...40_000).contains(maxCharacters) {
            throw ValidationError("--max-characters is \(maxCharacters), expected 40 to 40000")
        }
        choices.maxCharacters = maxCharacters
        choices.normalization = normalize
        for pause in pauses {
            let parts = pause.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, Pauses.names.contains(parts[0]), let seconds = Double(parts[1]),
                (0...Pauses.longest).contains(seconds)
            else {
                throw ValidationError(
                    "--pause is '\(pause)', expected a name and 0 to \(Int(Pauses.longest)) seconds "
                        + "such as paragraph=0.6; names are \(Pauses.names.joined(separator: ", "))"
                )
            }
            choices.pauses[parts[0]] = seconds
        }
        if let titles {
            guard ["announced", "silent"].contains(titles) else {
                throw ValidationError("--titles is '\(titles)', expected announced or silent")
            }
            choices.announceTitles = titles == "announced"
        }
        choices.makesCredits = credits
        choices.openingCredits = try Self.template(openingCredits, "--opening-credits")
        choices.closingCredits = try Self.template(closingCredits, "--closing-credits")
        choices.engineBreaks = engineBreaks ? true : nil
        return choices
    }

    private static func template(_ text: String?, _ option: String) throws -> String? {
        guard let text, let unknown = CreditLines.unknownName(in: text) else { return text }
        let names = CreditLines.names.map { "{\($0)}" }.joined(separator: ", ")
        throw ValidationError("{\(unknown)} in \(option) means nothing, there are \(names)")
    }
}
