import NarrateIngest
import NarrateModel
import NarratePublish
import NarrateScript

/// Every key of the manifest.
enum ManifestKeys {
    /// The keys of a project.
    static let project: [ManifestKey] =
        book + voice + [
            ManifestKey("script", .section(script), "what is spoken"),
            ManifestKey("check", .section(check), "how takes are judged"),
            ManifestKey("profile", .either([.word(profiles), .section(profile)]), "the mastering"),
            ManifestKey("formats", .words(formats), "the files"),
            ManifestKey("release", .section(release), "what comes with the audio"),
            ManifestKey("publish", .path, "s3://bucket/prefix or a folder for the release"),
            ManifestKey(
                "link",
                .form(pattern: #"^(\d+[smhd]$|\$\{)"#, name: "a time such as 1h or 7d"),
                "how long printed links to the audio work"
            ),
            ManifestKey(
                "notify",
                .form(pattern: #"^(https?://|\$\{)"#, name: "an http(s) address"),
                "address that the end is posted to, as JSON"
            ),
            ManifestKey("onFinish", .text, "program to run at the end, without a shell"),
        ]

    /// The keys of a batch: those of its projects, and its own.
    static let batch: [ManifestKey] =
        project + [
            ManifestKey("projects", .projects, "manifests, or paths to them or to books"),
            ManifestKey("books", .integer(1...64), "books that are open at once"),
            ManifestKey("order", .word(["fair", "inOrder"]), "who gets a slot"),
            ManifestKey("from", time, "time of day before which nothing begins"),
            ManifestKey("until", time, "time of day at which to stop"),
            ManifestKey(
                "maxDuration",
                .form(pattern: #"^(\d+h)?(\d+m)?(\d+s)?$"#, name: "a time such as 8h or 90m"),
                "how long to work"
            ),
        ]

    private static let time = ManifestValue.form(
        pattern: #"^([01]?\d|2[0-3]):[0-5]?\d$"#,
        name: "a time of day such as 22:00"
    )
    private static let formats =
        ReleaseFormat.allCases.map(\.rawValue) + [ProjectConfiguration.web]
    private static let profiles = ["acx", "podcast", "none"]

    private static let book = [
        ManifestKey("source", .paths, "the book: a file, a folder, an address, or a list of them"),
        ManifestKey("title", .text, "title, in place of the source's"),
        ManifestKey("authors", .texts, "authors, in place of the source's"),
        ManifestKey("narrator", .text, "narrator, as credits and tags name them"),
        ManifestKey("isbn", .text, "ISBN"),
        ManifestKey("cover", .path, "picture, in place of the source's"),
        ManifestKey("language", .text, "language of the book, such as en-GB"),
        ManifestKey("output", .path, "folder for releases"),
        ManifestKey("project", .path, "project folder"),
        ManifestKey(
            "split",
            .word(SplitDecision.Rule.allCases.map(\.rawValue)),
            "what chapters are found by"
        ),
        ManifestKey("encoding", .text, "encoding of a text file that does not say it"),
        ManifestKey("chapters", .section(chapters), "which chapters, and what they are called"),
        ManifestKey("storeText", .boolean, "whether the ledger may hold what is spoken"),
    ]

    private static let chapters = [
        ManifestKey(
            "include",
            .form(
                pattern: #"^\s*\d+\s*(-\s*\d*\s*)?(,\s*\d+\s*(-\s*\d*\s*)?)*$"#,
                name: "numbers such as 1-3,7"
            ),
            "numbers of the chapters to narrate"
        ),
        ManifestKey("exclude", .texts, "titles of chapters to leave out"),
        ManifestKey("titles", .named(.text), "other titles, by number; an empty one silences it"),
    ]

    private static let voice = [
        ManifestKey("engine", .word(EngineCatalog.names), "who speaks"),
        ManifestKey("model", .text, "model of the engine"),
        ManifestKey("voice", .text, "voice, by id or name"),
        ManifestKey("voices", .section(voices), "further voices"),
        ManifestKey("voiceSettings", .named(.text), "settings of the voice"),
        ManifestKey("outputFormat", .text, "what the engine delivers, in its words"),
        ManifestKey("lexicons", .paths, "pronunciation lexicons, in order"),
        ManifestKey(
            "stitch",
            .word(StitchChoice.allCases.map(\.rawValue)),
            "what neighbours are told"
        ),
        ManifestKey("concurrency", .integer(1...256), "requests in flight at most"),
        ManifestKey("maxCredits", .integer(0...Int(Int32.max)), "credits a run may spend"),
        ManifestKey("seed", .integer(0...Int(UInt32.max)), "seed of the engine"),
        ManifestKey("patience", .integer(0...86_400), "seconds to keep trying while all fails"),
        ManifestKey("retention", .boolean, "whether the service may keep text and audio"),
        ManifestKey("timestamps", .boolean, "whether the times of words are kept"),
        ManifestKey("uploadLexicons", .boolean, "whether the service applies the lexicons"),
    ]

    private static let voices = [
        ManifestKey("chapters", .named(.text), "by chapters such as 3 or 7-9"),
        ManifestKey("languages", .named(.text), "by language"),
        ManifestKey("speakers", .named(.text), "by the name in [[Name]]"),
        ManifestKey("quotations", .text, "of quotations in paragraphs"),
        ManifestKey("blockQuotes", .text, "of block quotes"),
    ]

    private static let script = [
        ManifestKey("maxCharacters", .integer(40...40_000), "utterances stay under it"),
        ManifestKey("minCharacters", .integer(0...400), "shortest piece a cut leaves"),
        ManifestKey("announceTitles", .boolean, "whether chapter titles are spoken"),
        ManifestKey(
            "normalization",
            .switching(NormalisationMode.allCases.map(\.rawValue)),
            "whether numbers and the like are written out"
        ),
        ManifestKey("engineBreaks", .boolean, "<break> tags between lines of verse"),
        ManifestKey("speakerMarks", .boolean, "whether [[Name]] names a speaker"),
        ManifestKey(
            "pauses",
            .section(Pauses.names.map { ManifestKey($0, .number(0...Pauses.longest), "seconds") }),
            "silence by reason"
        ),
        ManifestKey(
            "credits",
            .either([.boolean, .section(credits)]),
            "what is spoken at the ends"
        ),
        ManifestKey("footnotes", .word(IngestOptions.Footnotes.allCases.map(\.rawValue)), "notes"),
        ManifestKey("ruby", .word(IngestOptions.Ruby.allCases.map(\.rawValue)), "ruby annotations"),
        ManifestKey(
            "damaged",
            .word(IngestOptions.Damage.allCases.map(\.rawValue)),
            "damaged documents"
        ),
        ManifestKey("tables", reading, "data tables"),
        ManifestKey("code", reading, "program text"),
        ManifestKey("altText", reading, "descriptions of pictures"),
        ManifestKey("captions", reading, "captions"),
        ManifestKey("math", reading, "formulas"),
        ManifestKey("matter", reading, "front and back matter"),
    ]

    private static let reading = ManifestValue.word(
        IngestOptions.Reading.allCases.map(\.rawValue)
    )

    private static let credits = [
        ManifestKey("opening", .text, "before the first chapter, such as {title}, by {author}"),
        ManifestKey("closing", .text, "after the last chapter"),
    ]

    private static let check = [
        ManifestKey(
            "retakes",
            .integer(0...10),
            "further takes in a run where one fails or is in doubt; 0 keeps what comes"
        ),
        ManifestKey(
            "words",
            .word(HearingOptions.Words.allCases.map(\.rawValue)),
            "who listens to the words"
        ),
        ManifestKey("wordModel", .path, "folder of a pocketsphinx model"),
    ]

    private static let profile = [
        ManifestKey("base", .word(profiles), "what the rest is taken from"),
        ManifestKey("name", .text, "what it is called"),
        ManifestKey("rms", .number(-40 ... -6), "level, dBFS"),
        ManifestKey("loudness", .number(-40 ... -6), "level, LUFS"),
        ManifestKey("tolerance", .number(0.1...10), "dB"),
        ManifestKey("peak", .number(-20...0), "highest true peak, dBTP"),
        ManifestKey("noiseFloor", .number(-120 ... -20), "dBFS"),
        ManifestKey("head", .number(0...30), "seconds of silence before"),
        ManifestKey("tail", .number(0...30), "seconds of silence after"),
        ManifestKey("maxMinutes", .number(1...6000), "longest file"),
        ManifestKey("sampleRate", .oneInteger(MasteringChoices.sampleRates), "Hz"),
        ManifestKey("channels", .integer(1...2), "1 or 2"),
        ManifestKey("bitRate", .integer(8...320), "kbit/s"),
        ManifestKey("variableRate", .integer(0...9), "0 is best, 9 smallest"),
        ManifestKey("highPass", .number(10...300), "Hz"),
        ManifestKey("noiseReduction", .number(0...40), "dB, between words"),
        ManifestKey("evening", .number(0...12), "dB that takes may be moved"),
        ManifestKey("lossless", .boolean, "join MP3 takes as they are"),
    ]

    private static let release = [
        ManifestKey("subtitles", .words(["vtt", "srt", "none"]), "each chapter's text with times"),
        ManifestKey(
            "sample",
            .number(0.5...ReleaseOptions.longestSample),
            "minutes of a retail sample"
        ),
        ManifestKey("playlist", .boolean, "playlist.m3u8"),
        ManifestKey("shelfMetadata", .boolean, "metadata.json for audiobookshelf"),
        ManifestKey("tagVersion", .word(["2.3", "2.4"]), "ID3 version"),
        ManifestKey("textInTags", .boolean, "the text inside the tags"),
        ManifestKey(
            "webAddress",
            .form(pattern: #"^(https?://|\$\{)"#, name: "an http(s) address"),
            "where the release is going to be on the web"
        ),
    ]
}
