extension ManualPage {
    var environment: String {
        let variables = [
            ("ELEVENLABS_API_KEY", "The key of the paid service."),
            ("ELEVENLABS_BASE_URL", "Another address of the same service."),
            (
                "NARRATE_ENGINE, NARRATE_VOICE, NARRATE_MODEL, NARRATE_PROFILE, NARRATE_OUTPUT",
                "What the options of these names choose, where nothing else does."
            ),
            ("NARRATE_CONCURRENCY, NARRATE_MAX_CREDITS", "Limits, likewise."),
            ("NARRATE_KEY_FILE, NARRATE_KEY_COMMAND", "Where the key is read from."),
            (
                "NARRATE_TRANSCRIBER",
                """
                Of --words command: the program that prints a transcript. {audio} is the file, \
                without it the audio comes on standard input; {language} is its language. It has \
                600 seconds.
                """
            ),
            (
                "NARRATE_TRANSCRIPTION_BASE_URL",
                """
                Of --words server: its address, with or without /v1, where it has OpenAI's \
                /v1/audio/transcriptions.
                """
            ),
            ("NARRATE_TRANSCRIPTION_API_KEY", "Its key, where it asks for one."),
            (
                "NARRATE_TRANSCRIPTION_MODEL",
                "Its model (default: whisper-1), or that of --words elevenlabs (scribe_v1)."
            ),
            ("SSL_CERT_FILE, CURL_CA_BUNDLE", "Certificate authorities to trust."),
            ("NO_COLOR", "Without colours."),
        ]
        return """
            .Sh ENVIRONMENT
            A file
            .Pa .env
            in the current folder is read, too, for names that begin with NARRATE_ or ELEVENLABS_.
            .Bl -tag -width Ds
            \(Self.items(variables))
            .El
            """
    }

    var files: String {
        """
        .Sh FILES
        .Bl -tag -width Ds
        .It Pa narrate.yaml
        The manifest of a project or a batch; its keys are listed by
        .Nm
        .Cm manifest schema .
        .It Pa book.narrate
        The project: the ledger and the takes.
        Everything else can be made again.
        .It Pa Book Title
        The release: tagged chapters,
        .Pa manifest.json ,
        .Pa report.html .
        .El
        """
    }

    var exitStatus: String {
        let codes: [(String, String)] = [
            ("0", "Finished, every check passed."),
            (
                "3",
                """
                Finished, with takes kept with failed checks, utterances set aside or chapters \
                that miss their profile: see the report. Of verify, and of check with audio \
                files: something fails.
                """
            ),
            ("64", "Wrong usage."),
            ("65", "A source, lexicon or manifest is not valid."),
            ("66", "A source does not exist or can't be read."),
            ("69", "The engine could not be reached; resumable."),
            ("70", "A bug in narrate."),
            ("73", "The output can't be created."),
            ("74", "Reading or writing failed, a full disk included; resumable."),
            (
                "75",
                """
                Stopped early: quota, budget, time, locked by another run, or the first takes are \
                all faulty; resumable.
                """
            ),
            ("77", "The engine refused: key, permission, plan, voice or model."),
            ("130, 143", "Interrupted; resumable. A second signal stops at once."),
        ]
        let items = codes.map { ".It \($0)\n\(Self.paragraphs($1))" }.joined(separator: "\n")
        return """
            .Sh EXIT STATUS
            With several sources it is the gravest: the lowest from 64 on, else 3, else 0.
            .Bl -tag -width Ds
            \(items)
            .El
            """
    }

    var examples: String {
        """
        .Sh EXAMPLES
        .Dl narrate book.epub
        .Dl narrate plan book.epub --engine elevenlabs
        .Dl narrate book.epub --chapters 1-3 --max-credits 50000
        .Dl narrate batch shelf.yaml --from 22:00 --until 06:30 --yes
        """
    }

    var seeAlso: String {
        """
        .Sh SEE ALSO
        .Xr espeak-ng 1 ,
        .Xr ffmpeg 1
        """
    }

    private static func items(_ items: [(String, String)]) -> String {
        items.map { names, text in
            let words = names.split(separator: ",").map { $0.filter { $0 != " " } }
            return ".It Ev \(words.joined(separator: " , Ev "))\n\(paragraphs(text))"
        }.joined(separator: "\n")
    }
}
