import FoundationEssentials
import NarrateModel
import NarratePipeline
import NarrateScript

/// A manifest for a source, with what was found in it, ready to be edited.
struct ManifestDraft {
    let source: String
    let publication: Publication
    let engine: String
    /// Words most likely to be mispronounced.
    let words: [RiskyWord]
    /// What a run would do and cost, or why that is not known.
    let plan: Result<Plan, Failure>

    private static let listedWords = 40

    /// The text of `narrate.yaml`.
    var text: String {
        ([head, book, voice, chapters, pronunciation, money].joined(separator: "\n\n")) + "\n"
    }

    private var head: String {
        """
        # narrate narrate.yaml: narrates this book. Every key stands in the README; editors check it by
        #   narrate manifest schema > narrate.schema.json
        # yaml-language-server: $schema=narrate.schema.json
        source: \(YAMLText.scalar(source))
        """
    }

    private var book: String {
        let metadata = publication.metadata
        var lines: [String] = []
        func line(_ key: String, _ value: String?, example: String) {
            if let value, !value.isEmpty {
                lines.append("\(key): \(YAMLText.scalar(value))")
            } else {
                lines.append("# \(key): \(example)")
            }
        }
        line("title", metadata.title, example: "Title of the Book")
        let authors = metadata.contributors.filter { $0.role == .author }.map(\.name)
        lines.append(
            authors.isEmpty
                ? "# authors: [Name of the Author]"
                : "authors: [\(authors.map { YAMLText.scalar($0) }.joined(separator: ", "))]"
        )
        lines.append("# narrator: Name, as credits and tags say it")
        line("language", metadata.language, example: "en")
        line("isbn", metadata.identifiers["isbn"], example: "978-0-00-000000-2")
        if publication.cover == nil { lines.append("# cover: cover.jpg") }
        lines.append("# output: audiobooks")
        return lines.joined(separator: "\n")
    }

    private var voice: String {
        """
        engine: \(engine)
        # voice: name or id, as 'narrate voices --engine \(engine)' lists them
        # profile: acx            # or podcast, none
        # formats: [mp3]          # and mp3-book, m4b, opus, flac
        """
    }

    private var chapters: String {
        let narrated = publication.chapters.filter(\.isNarrated)
        var lines = [
            "# \(narrated.count) of \(publication.chapters.count) chapters are narrated, "
                + "those with a mark; to choose others:"
        ]
        let first = narrated.first?.index ?? 1
        lines.append("# chapters:")
        lines.append("#   include: \"\(first)-\(narrated.last?.index ?? first)\"")
        lines.append("#   titles: {\(first): Another Title}")
        for chapter in publication.chapters {
            let mark = chapter.isNarrated ? "x" : " "
            let number = String(chapter.index)
            let padding = String(repeating: " ", count: max(0, 4 - number.count))
            let title = YAMLText.comment(chapter.title)
            let count = chapter.isNarrated ? "  (\(Durations.count(chapter.characterCount)))" : ""
            lines.append("#\(padding)\(number) [\(mark)] \(title)\(count)")
        }
        return lines.joined(separator: "\n")
    }

    private var pronunciation: String {
        var lines = ["# lexicons: [names.pls]"]
        guard !words.isEmpty else { return lines[0] + "   # no word looks hard to say" }
        lines.append("# words that are most likely to be mispronounced, a lexicon to fill in:")
        lines.append(
            "#   narrate lexicon words \(YAMLText.comment(Self.word(source))) --pls > names.pls"
        )
        for word in words.prefix(Self.listedWords) {
            lines.append(
                "#   \(YAMLText.comment(word.word)) (\(word.kind.rawValue), \(word.count))"
            )
        }
        if words.count > Self.listedWords {
            lines.append("#   and \(words.count - Self.listedWords) more")
        }
        return lines.joined(separator: "\n")
    }

    /// A path as a shell takes it for one word.
    private static func word(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
                || "._-+/:@,".unicodeScalars.contains($0)
        }
        return isPlain ? path : "'\(path.replacing("'", with: #"'\''"#))'"
    }

    private var money: String {
        switch plan {
        case .success(let plan):
            let credits =
                plan.estimatedCredits > 0
                ? "about \(Durations.count(plan.estimatedCredits)) credits" : "it costs nothing"
            return """
                # \(Durations.count(plan.characters)) characters, \
                \(Durations.clock(plan.estimatedAudioSeconds)) of audio; \
                with \(plan.engine), voice \(YAMLText.comment(plan.voice)): \(credits)
                # maxCredits: \(max(1000, plan.estimatedCredits + plan.estimatedCredits / 10))
                """
        case .failure(let failure):
            return "# what it costs is not known: \(YAMLText.comment(failure.message))"
        }
    }
}

/// Texts as they stand in YAML.
enum YAMLText {
    /// Words that YAML takes for something else.
    private static let reserved: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "null", "~", "y", "n",
    ]

    /// A scalar, in quotes where it would be read as something else.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isLetter } == true
            && text.allSatisfy { $0.isLetter || $0.isNumber || " '’.()_-/&!?".contains($0) }
            && !text.hasSuffix(" ") && !text.contains("  ")
            && !reserved.contains(text.lowercased())
        guard !isPlain else { return text }
        var result = "\""
        // A reference to the environment begins with a single one.
        for scalar in text.replacing("${", with: "$${").unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result += escaped(scalar)
            }
        }
        return result + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let isControl =
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value)
        guard isControl else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A text on the rest of a comment's line.
    static func comment(_ text: String) -> String {
        let printable = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || [0x2028, 0x2029, 0xFEFF].contains(scalar.value) ? " " : String(scalar)
        }
        return printable.joined().split(separator: " ").joined(separator: " ")
    }
}
