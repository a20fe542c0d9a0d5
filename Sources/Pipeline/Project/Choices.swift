import NarrateModel

/// What somebody chose, as far as they said: the options, the manifest and the environment each
/// give one of these, and the first that says something wins.
package struct Choices: Sendable, Equatable, Encodable {
    package var output: String?
    package var project: String?

    package var title: String?
    package var authors: [String]?
    package var narrator: String?
    package var isbn: String?
    /// Path of a picture that replaces the source's cover.
    package var cover: String?
    package var language: String?

    package var split: SplitDecision.Rule?
    package var encoding: String?
    package var chapters: ChapterSelection?

    package var lexicons: [String]?
    package var script = ScriptChoices()

    package var engine: String?
    package var voice: String?
    package var model: String?
    package var voiceSettings: [String: String]?
    package var outputFormat: String?
    package var seed: UInt32?
    package var stitch: String?
    package var concurrency: Int?
    package var maxCredits: Int?
    /// Seconds without a success after which a run gives up.
    package var patience: Int?
    /// Whether a service may keep text and audio.
    package var retention: Bool?
    /// Whether the times of words are wanted.
    package var timestamps: Bool?
    /// Whether the service applies the lexicons.
    package var uploadLexicons: Bool?

    package var retakes: Int?
    package var hearing = HearingChoices()
    package var mastering: MasteringChoices?
    package var formats: [String]?
    /// Whether the ledger may hold what is spoken.
    package var storesText: Bool?
    package var release = ReleaseChoices()
    package var delivery = DeliveryChoices()
    /// Address that the end is posted to.
    package var notify: String?
    /// Program and arguments that are run at the end.
    package var onFinish: String?

    /// Creates choices that say nothing.
    package init() {}

    /// These choices where they say something, and the others where they don't.
    package func over(_ others: Choices) -> Choices {
        var merged = self
        merged.output = output ?? others.output
        merged.project = project ?? others.project
        merged.title = title ?? others.title
        merged.authors = authors ?? others.authors
        merged.narrator = narrator ?? others.narrator
        merged.isbn = isbn ?? others.isbn
        merged.cover = cover ?? others.cover
        merged.language = language ?? others.language
        merged.split = split ?? others.split
        merged.encoding = encoding ?? others.encoding
        merged.chapters = chapters ?? others.chapters
        merged.lexicons = lexicons ?? others.lexicons
        merged.script = script.over(others.script)
        merged.engine = engine ?? others.engine
        merged.voice = voice ?? others.voice
        merged.model = model ?? others.model
        merged.voiceSettings = voiceSettings ?? others.voiceSettings
        merged.outputFormat = outputFormat ?? others.outputFormat
        merged.seed = seed ?? others.seed
        merged.stitch = stitch ?? others.stitch
        merged.concurrency = concurrency ?? others.concurrency
        merged.maxCredits = maxCredits ?? others.maxCredits
        merged.patience = patience ?? others.patience
        merged.retention = retention ?? others.retention
        merged.timestamps = timestamps ?? others.timestamps
        merged.uploadLexicons = uploadLexicons ?? others.uploadLexicons
        merged.retakes = retakes ?? others.retakes
        merged.hearing = hearing.over(others.hearing)
        merged.mastering = mastering ?? others.mastering
        merged.formats = formats ?? others.formats
        merged.storesText = storesText ?? others.storesText
        merged.release = release.over(others.release)
        merged.delivery = delivery.over(others.delivery)
        merged.notify = notify ?? others.notify
        merged.onFinish = onFinish ?? others.onFinish
        return merged
    }
}
