import ArgumentParser
import NarrateIngest
import NarrateModel
import NarratePipeline
import NarrateScript

/// `narrate lexicon`: works on pronunciation lexicons.
struct LexiconCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Check and try pronunciation lexicons (W3C PLS).",
        subcommands: [Check.self, Apply.self, Words.self]
    )

    /// `narrate lexicon check`: whether lexicons are valid.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Validate lexicons."
        )

        @Argument(help: "Lexicons: PLS, ElevenLabs' text form, or CSV.", completion: .file())
        var files: [String]

        @Option(help: "A book, to find entries it never uses.", completion: .file())
        var source: String?

        @Flag(help: "Print JSON for machines.")
        var json = false

        func run() async throws {
            let readings = try files.map { try LexiconReader().reading(at: $0) }
            let lexicons = readings.map(\.lexicon)
            var publication: Publication?
            if let source {
                let resolution = SourceResolution(
                    settings: Settings(),
                    options: Choices(),
                    manifest: nil
                )
                for resolved in try await resolution.resolve(source) {
                    publication = try Preparation.publication(
                        resolved.configuration,
                        input: resolved.input
                    ).chosen
                }
            }
            let findings =
                readings.flatMap(\.findings)
                + LexiconCheck(lexicons).findings(for: publication)
            if json {
                Console.output(JSONText.document(LexiconCheckDocument(lexicons, findings)))
            } else {
                for finding in findings {
                    let place = finding.line.map { ":\($0)" } ?? ""
                    Console.output(
                        "\(finding.source)\(place): \(finding.severity.rawValue): \(finding.message)\n"
                    )
                }
                for lexicon in lexicons {
                    Console.output(
                        "\(lexicon.source): \(Durations.count(lexicon.lexemes.count, "lexeme"))\n"
                    )
                }
            }
            if findings.contains(where: { $0.severity == .error }) { throw ExitCode(65) }
        }
    }

    /// `narrate lexicon apply`: a text as it would be sent.
    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Show a text as it would be sent."
        )

        @Option(
            name: .customLong("lexicon"),
            help: "Lexicon; repeatable, in order.",
            completion: .file()
        )
        var lexicons: [String] = []

        @Option(help: "Language of the text, such as en-GB.")
        var language: String = ""

        @Option(
            help: "Engine that would speak it: decides how phonemes are sent.",
            completion: .list(EngineCatalog.names)
        )
        var engine: String?

        @Option(help: "Model of the engine.")
        var model: String?

        @Option(help: "Voice of the engine.")
        var voice: String?

        @Argument(help: "The text.")
        var text: String

        @Flag(help: "Print JSON for machines.")
        var json = false

        func run() throws {
            let read = try lexicons.map { try LexiconReader().lexicon(at: $0) }
            let preview = LexiconPreview(
                of: text,
                lexicons: read,
                language: language,
                phonemes: try delivery(language: language.isEmpty ? read.first?.language : language)
            )
            if json {
                Console.output(JSONText.document(LexiconApplyDocument(preview)))
            } else {
                Console.output(preview.text + "\n")
                guard !preview.undelivered.isEmpty else { return }
                let words = preview.undelivered.joined(separator: ", ")
                Console.error(
                    engine == nil
                        ? "note: phonemes are shown with --engine; as written: \(words)\n"
                        : "note: the engine takes no phonemes for: \(words)\n"
                )
            }
        }

        /// How the engine takes phonemes; without one they are left out.
        private func delivery(language: String?) throws -> PhonemeDelivery {
            guard let engine else { return .none }
            guard EngineCatalog.names.contains(engine) else {
                let names = EngineCatalog.names.joined(separator: ", ")
                throw ValidationError("--engine is '\(engine)', expected one of \(names)")
            }
            return .of(
                engine: engine,
                model: model ?? EngineCatalog.standardModel(of: engine),
                voice: voice ?? language ?? "en"
            )
        }
    }

    /// `narrate lexicon words`: what is most likely to be mispronounced.
    struct Words: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "words",
            abstract: "List the words of a book that are most likely to be mispronounced."
        )

        @Argument(help: "The book.", completion: .file())
        var source: String

        @Option(
            name: .customLong("lexicon"),
            help: "Lexicon whose words are left out; repeatable.",
            completion: .file()
        )
        var lexicons: [String] = []

        @Option(help: "How many words at most.")
        var limit = 200

        @Flag(help: "Print a PLS lexicon to be filled in.")
        var pls = false

        @Flag(help: "Print JSON for machines.")
        var json = false

        func run() async throws {
            let resolution = SourceResolution(
                settings: Settings(),
                options: Choices(),
                manifest: nil
            )
            let read = try lexicons.map { try LexiconReader().lexicon(at: $0) }
            for resolved in try await resolution.resolve(source) {
                let publication = try Preparation.publication(
                    resolved.configuration,
                    input: resolved.input
                ).chosen
                let words = WordsAtRisk(lexicons: read).words(in: publication, limit: limit)
                show(words, language: publication.metadata.language ?? "")
            }
        }

        private func show(_ words: [RiskyWord], language: String) {
            if pls {
                Console.output(RiskyWord.pls(words, language: language))
            } else if json {
                Console.output(JSONText.document(WordsDocument(words: words)))
            } else {
                let rows = words.map {
                    [$0.word, String($0.count), $0.kind.rawValue, Self.excerpt($0)]
                }
                Console.output(TextTable(["word", "times", "kind", "example"], rows).text)
            }
        }

        /// The words around the one in question.
        private static func excerpt(_ word: RiskyWord, room: Int = 40) -> String {
            let text = word.example.split(whereSeparator: \.isNewline).joined(separator: " ")
            guard text.count > 2 * room + word.word.count,
                let place = text.firstRange(of: word.word)
            else { return text }
            let start = text.index(place.lowerBound, offsetBy: -room, limitedBy: text.startIndex)
            let end = text.index(place.upperBound, offsetBy: room, limitedBy: text.endIndex)
            return (start == nil ? "" : "…")
                + text[(start ?? text.startIndex)..<(end ?? text.endIndex)]
                + (end == nil ? "" : "…")
        }
    }
}

/// `lexicon check --json`.
private struct LexiconCheckDocument: Encodable {
    struct File: Encodable {
        var file: String
        var lexemes: Int
        var language: String?
        var alphabet: String?
    }

    var version = 1
    var lexicons: [File]
    var findings: [LexiconFinding]

    init(_ lexicons: [Lexicon], _ findings: [LexiconFinding]) {
        self.lexicons = lexicons.map {
            File(
                file: $0.source,
                lexemes: $0.lexemes.count,
                language: $0.language,
                alphabet: $0.alphabet
            )
        }
        self.findings = findings
    }
}

/// `lexicon apply --json`.
private struct LexiconApplyDocument: Encodable {
    var version = 1
    var text: String
    var replacements: [LexiconPreview.Replacement]
    var undelivered: [String]

    init(_ preview: LexiconPreview) {
        text = preview.text
        replacements = preview.replacements
        undelivered = preview.undelivered
    }
}

/// `lexicon words --json`.
private struct WordsDocument: Encodable {
    var version = 1
    var words: [RiskyWord]
}
