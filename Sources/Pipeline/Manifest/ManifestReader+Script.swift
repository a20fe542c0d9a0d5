import NarrateIngest
import NarrateModel
import NarrateScript
import Yams

extension ManifestReader {
    /// The section of the script stage.
    func readScript(_ section: YAMLSection) throws -> ScriptChoices {
        var choices = ScriptChoices()
        if let voices = try section.section("voices") { choices.voices = try readRoles(voices) }
        guard let script = try section.section("script") else { return choices }
        choices.maxCharacters = try script.integer("maxCharacters", in: 40...40_000)
        choices.minCharacters = try script.integer("minCharacters", in: 0...400)
        choices.announceTitles = try script.boolean("announceTitles")
        choices.normalization =
            try script.word("normalization", NormalisationMode.self, orBoolean: true)?.rawValue
        choices.engineBreaks = try script.boolean("engineBreaks")
        choices.speakerMarks = try script.boolean("speakerMarks")
        try readContent(script, into: &choices)
        if let pauses = try script.section("pauses") {
            for (key, _) in pauses.mapping {
                let name = key.scalar?.string ?? ""
                choices.pauses[name] = try pauses.number(name, in: 0...Pauses.longest)
            }
        }
        try readCredits(script, into: &choices)
        return choices
    }

    /// What becomes of content that not every listener wants.
    private func readContent(_ script: YAMLSection, into choices: inout ScriptChoices) throws {
        func reading(_ key: String) throws -> String? {
            try script.word(key, IngestOptions.Reading.self)?.rawValue
        }
        choices.footnotes = try script.word("footnotes", IngestOptions.Footnotes.self)?.rawValue
        choices.ruby = try script.word("ruby", IngestOptions.Ruby.self)?.rawValue
        choices.damaged = try script.word("damaged", IngestOptions.Damage.self)?.rawValue
        choices.tables = try reading("tables")
        choices.code = try reading("code")
        choices.altText = try reading("altText")
        choices.captions = try reading("captions")
        choices.math = try reading("math")
        choices.matter = try reading("matter")
    }

    /// `credits: true`, or a line for each end of the book.
    private func readCredits(_ script: YAMLSection, into choices: inout ScriptChoices) throws {
        guard let node = script.mapping["credits"] else { return }
        guard node.mapping != nil else {
            choices.makesCredits = try script.boolean("credits")
            return
        }
        guard let credits = try script.section("credits") else { return }
        choices.openingCredits = try credits.template("opening")
        choices.closingCredits = try credits.template("closing")
    }

    /// The voices besides the book's.
    private func readRoles(_ section: YAMLSection) throws -> VoiceRoles {
        var roles = VoiceRoles()
        roles.quotations = try section.string("quotations")
        roles.blockQuotes = try section.string("blockQuotes")
        roles.languages = try section.section("languages")?.strings() ?? [:]
        roles.speakers = try section.section("speakers")?.strings() ?? [:]
        guard let chapters = try section.section("chapters") else { return roles }
        for (key, voice) in try chapters.strings() {
            guard let ranges = ChapterSelection.ranges(key),
                ranges.allSatisfy({ $0.upperBound <= Self.mostChapters })
            else {
                let mark = chapters.mapping.first { $0.key.scalar?.string == key }?.key.mark
                throw chapters.error(
                    at: mark,
                    "'\(key)' names no chapters, expected numbers such as 3 or 7-9"
                )
            }
            for index in ranges.joined() { roles.chapters[index] = voice }
        }
        return roles
    }

    /// Chapters that a voice can be given to.
    private static let mostChapters = 100_000
}

extension YAMLSection {
    /// Every key of this mapping with its text.
    fileprivate func strings() throws -> [String: String] {
        var result: [String: String] = [:]
        for (key, node) in mapping {
            guard let name = key.scalar?.string else {
                throw error(at: key.mark, "expected a name and a voice")
            }
            guard let value = node.scalar?.string, !value.isEmpty else {
                throw wrong(node, name, expected: "a voice")
            }
            result[name] = value
        }
        return result
    }

    /// A text with names between braces that are known.
    fileprivate func template(_ key: String) throws -> String? {
        guard let text = try string(key) else { return nil }
        if let unknown = CreditLines.unknownName(in: text) {
            let names = CreditLines.names.map { "{\($0)}" }.joined(separator: ", ")
            throw error(
                at: mapping[Node(key)]?.mark,
                "'{\(unknown)}' in '\(name).\(key)' means nothing",
                hint: "there are: \(names)"
            )
        }
        return text
    }

    /// One of several words, where YAML may have read `on` and `off` as something else.
    fileprivate func word<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        _ type: Word.Type,
        orBoolean: Bool
    ) throws -> Word? where Word.RawValue == String {
        if let node = mapping[Node(key)], let value = node.bool {
            return Word(rawValue: value ? "on" : "off")
        }
        return try word(key, type)
    }
}
