import NarrateScript

/// The part of the choices that changes the script.
package struct ScriptChoices: Sendable, Equatable, Encodable {
    package var maxCharacters: Int?
    package var minCharacters: Int?
    /// Seconds by the word for the boundary, such as `heading`, `paragraph` or `scene`.
    package var pauses: [String: Double] = [:]
    package var announceTitles: Bool?
    /// `auto`, `on` or `off`.
    package var normalization: String?
    /// Whether the engine is asked to pause between lines of verse.
    package var engineBreaks: Bool?
    /// Whether `[[Name]]` names a speaker.
    package var speakerMarks: Bool?
    /// Whether credits that nobody wrote are made from the metadata.
    package var makesCredits: Bool?
    package var openingCredits: String?
    package var closingCredits: String?
    package var voices: VoiceRoles?
    package var footnotes: String?
    package var tables: String?
    package var code: String?
    package var altText: String?
    package var captions: String?
    package var math: String?
    package var ruby: String?
    package var matter: String?
    package var damaged: String?

    /// Creates choices that say nothing.
    package init() {}

    func over(_ others: ScriptChoices) -> ScriptChoices {
        var merged = self
        merged.maxCharacters = maxCharacters ?? others.maxCharacters
        merged.minCharacters = minCharacters ?? others.minCharacters
        merged.pauses = others.pauses.merging(pauses) { _, mine in mine }
        merged.announceTitles = announceTitles ?? others.announceTitles
        merged.normalization = normalization ?? others.normalization
        merged.engineBreaks = engineBreaks ?? others.engineBreaks
        merged.speakerMarks = speakerMarks ?? others.speakerMarks
        merged.makesCredits = makesCredits ?? others.makesCredits
        merged.openingCredits = openingCredits ?? others.openingCredits
        merged.closingCredits = closingCredits ?? others.closingCredits
        merged.voices = voices ?? others.voices
        merged.footnotes = footnotes ?? others.footnotes
        merged.tables = tables ?? others.tables
        merged.code = code ?? others.code
        merged.altText = altText ?? others.altText
        merged.captions = captions ?? others.captions
        merged.math = math ?? others.math
        merged.ruby = ruby ?? others.ruby
        merged.matter = matter ?? others.matter
        merged.damaged = damaged ?? others.damaged
        return merged
    }

    /// The options these choices make, with defaults for what they leave open.
    ///
    /// `makesCredits`: whether credits are spoken that nobody said anything of.
    /// - Throws: `ProjectError` with code `usage` for a word that is not known.
    func options(makesCredits usual: Bool = false) throws -> ScriptOptions {
        var options = ScriptOptions()
        options.maxCharacters = maxCharacters ?? options.maxCharacters
        options.minCharacters = minCharacters ?? options.minCharacters
        options.announceTitles = announceTitles ?? options.announceTitles
        options.normalisation =
            try ProjectConfiguration.word("normalization", normalization) ?? options.normalisation
        options.asksForBreaks = engineBreaks ?? options.asksForBreaks
        options.readsSpeakerMarks = speakerMarks ?? options.readsSpeakerMarks
        options.credits = CreditLines(
            opening: openingCredits,
            closing: closingCredits,
            areMade: makesCredits ?? usual
        )
        options.voices = voices ?? options.voices
        for (name, seconds) in pauses { try options.pauses.set(name, to: seconds) }
        return options
    }
}

extension Pauses {
    /// The words for pauses, as manifests and options have them.
    package static let names = [
        "clause", "sentence", "paragraph", "verseLine", "stanza", "scene", "heading", "chapterEnd",
    ]

    /// Longest pause that can be asked for, in seconds.
    package static let longest = 30.0

    /// Sets a pause by the word for it.
    fileprivate mutating func set(_ name: String, to seconds: Double) throws {
        switch name {
        case "clause": clause = seconds
        case "sentence": sentence = seconds
        case "paragraph": paragraph = seconds
        case "verseLine": verseLine = seconds
        case "stanza": stanza = seconds
        case "scene": scene = seconds
        case "heading": heading = seconds
        case "chapterEnd": chapterEnd = seconds
        default: throw ProjectConfiguration.unknown("pause", name, Self.names)
        }
    }
}
