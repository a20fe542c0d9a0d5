import NarrateModel
import NarrateScript

extension ScriptOptions {
    /// Sets what depends on who speaks.
    mutating func fit(engine: String, model: String, voice: String) {
        needs = .of(engine: engine, model: model)
        phonemes = .of(engine: engine, model: model, voice: voice)
        markup = .of(engine: engine, model: model)
    }
}

extension Preparation {
    /// What somebody should know of this script before anything is spent on it: one sentence each.
    package var notes: [String] {
        var notes = lexiconNotes
        for use in script.lexiconUses {
            if !use.undelivered.isEmpty {
                notes.append(
                    "the engine takes no phonemes for \(Self.words(use.undelivered)) of "
                        + "'\(use.source)', spoken as written: \(Self.list(use.undelivered))"
                )
            }
            if !use.respelled.isEmpty {
                notes.append(
                    "the engine takes no phonemes for \(Self.words(use.respelled)) of "
                        + "'\(use.source)', sent in letters: \(Self.list(use.respelled))"
                )
            }
        }
        if configuration.script.asksForBreaks, !configuration.script.markup.takesBreaks {
            notes.append(
                "the model would read <break> out, engineBreaks is passed over: "
                    + "pauses stay between utterances"
            )
        }
        return notes + unheardSpeakers + silentChapters
    }

    /// Findings that cost an entry its pronunciation; the others matter to `lexicon check` only.
    private static let losses: Set = [
        "no-pronunciation", "empty-pronunciation", "unknown-alphabet", "no-grapheme",
        "empty-grapheme", "long-grapheme",
    ]

    /// Entries of lexicons that can't be used, wholly or in part; the first few.
    private var lexiconNotes: [String] {
        let shown = 20
        let findings = lexiconFindings.filter { Self.losses.contains($0.code) }
        let notes = findings.prefix(shown).map { finding in
            let line = finding.line.map { ", line \($0)" } ?? ""
            return "'\(finding.source)'\(line): \(finding.message)"
        }
        guard findings.count > shown else { return notes }
        let more = findings.count - shown
        return notes + ["\(more) more findings in lexicons; see them with: narrate lexicon check"]
    }

    /// Chapters that were to be narrated and have nothing to speak: they get no file.
    private var silentChapters: [String] {
        let spoken = Set(script.chapters.map(\.index))
        return publication.narratedChapters.filter { !spoken.contains($0.index) }.map {
            "chapter \($0.index), '\($0.title)', has nothing to speak and gets no file"
        }
    }

    /// Speakers of the manifest that the text never names: a misspelling, most likely.
    private var unheardSpeakers: [String] {
        let named = configuration.script.voices.speakers.keys.sorted()
        guard !named.isEmpty else { return [] }
        let heard = Set(
            script.chapters.flatMap(\.utterances).compactMap { $0.speaker?.lowercased() }
        )
        let unheard = named.filter { !heard.contains($0.lowercased()) }
        guard !unheard.isEmpty else { return [] }
        return ["no line is marked for \(Self.list(unheard)), who has a voice in the manifest"]
    }

    private static func words(_ words: [String]) -> String {
        words.count == 1 ? "one word" : "\(words.count) words"
    }

    private static func list(_ words: [String]) -> String {
        let shown = words.prefix(40).joined(separator: ", ")
        return words.count > 40 ? "\(shown) and \(words.count - 40) more" : shown
    }
}
