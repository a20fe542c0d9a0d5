import Foundation
import NarrateTestSupport
import Testing

@Suite struct ScriptTests {
    private static let book = """
        <!DOCTYPE html>
        <html lang="en"><head><title>A Quarrel</title><meta name="author" content="Ada Wren"></head>
        <body>
        <h1>The Town</h1>
        <p>Siobhan came at noon.</p>
        <p>[[Anna]] Where have you been? [[Ben]] In the town.</p>
        <p>He called it a <i lang="fr">promenade</i> and laughed.</p>
        <blockquote><p>All is lost.</p></blockquote>
        <h1>The Night</h1>
        <p>Nobody spoke a word, and the night went on.</p>
        <h1>The Morning</h1>
        <p>They slept until the bells began to ring.</p>
        </body></html>
        """

    private static let manifest = """
        source: quarrel.html
        engine: command
        voice: book
        voices:
          chapters: {2: second}
          languages: {fr: french}
          blockQuotes: quote
          speakers: {anna: Bella}
        script:
          credits: {opening: "{title}, written by {author}, narrated by {narrator}.", closing: "The end."}
          pauses: {heading: 2}
        """

    /// A program that speaks with espeak-ng and notes which voice was asked for which text.
    private static let program = """
        text=$(cat)
        echo "$1|$text" >> "$(dirname "$0")/asked.txt"
        printf '%s' "$text" | espeak-ng --stdin -w "$2"
        """

    @Test func `every utterance is asked of the voice the manifest gives it`() async throws {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(Self.book, as: "quarrel.html", in: folder)
            let manifest = try SampleBook.write(Self.manifest, as: "narrate.yaml", in: folder)
            let program = try SampleBook.write(Self.program, as: "speak.sh", in: folder)
            let environment = ["NARRATE_COMMAND": "sh \(program) {voice} {output}"]
            let plan = try await Narrate.run(
                "plan",
                manifest,
                "--json",
                in: folder,
                environment: environment
            ).json()
            let shares = plan.voices.list.map { ($0.name.string, $0.utterances.integer) }
            #expect(shares.map(\.0) == [nil, "Bella", "french", "quote", "second"])
            #expect(shares.map(\.1) == [9, 1, 1, 1, 2])
            let run = try await Narrate.run(manifest, in: folder, environment: environment)
            #expect(run.code == 0 || run.code == 3, "\(run.error)")
            let log = try String(contentsOfFile: "\(folder)/asked.txt", encoding: .utf8)
            let asked = Set(log.split(separator: "\n").map(String.init))
            #expect(
                asked == [
                    "book|A Quarrel, written by Ada Wren.", "book|The Town.",
                    "book|Siobhan came at noon.", "Bella|Where have you been?", "book|In the town.",
                    "book|He called it a", "french|promenade", "book|and laughed.",
                    "quote|All is lost.", "second|The Night.",
                    "second|Nobody spoke a word, and the night went on.",
                    "book|The Morning.", "book|They slept until the bells began to ring.",
                    "book|The end.",
                ]
            )
            let tracks = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/A Quarrel")
                .filter { $0.hasSuffix(".mp3") }.sorted()
            #expect(tracks.count == 5)
            #expect(tracks.first == "01 - Opening Credits.mp3")
            #expect(tracks.last == "05 - Closing Credits.mp3")
            let status = try await Narrate.run("status", "quarrel.narrate", "--json", in: folder)
                .json()
            #expect(status.state.string == "finished")
            let after = try await Narrate.run(
                "plan",
                manifest,
                "--json",
                in: folder,
                environment: environment
            ).json()
            #expect(after.toRecord.integer == 0)
        }
    }

    @Test func `the lines of a voice-over script are spoken by the voices of its speakers`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let lines = """
                speaker,line,start_time,end_time
                Anna,"Who, there?",0,1.5
                Ben,Nobody but me.,2,3
                ,Night fell.,,
                Anna,Then come in.,5,6
                """
            _ = try SampleBook.write(lines, as: "play.csv", in: folder)
            let manifest = try SampleBook.write(
                "source: play.csv\nengine: command\nvoice: book\nvoices: {speakers: {Anna: Bella, Ben: Bill}}\n",
                as: "narrate.yaml",
                in: folder
            )
            let program = try SampleBook.write(Self.program, as: "speak.sh", in: folder)
            let environment = ["NARRATE_COMMAND": "sh \(program) {voice} {output}"]
            let run = try await Narrate.run(manifest, in: folder, environment: environment)
            #expect(run.code == 0 || run.code == 3, "\(run.error)")
            let log = try String(contentsOfFile: "\(folder)/asked.txt", encoding: .utf8)
            #expect(
                Set(log.split(separator: "\n")) == [
                    "Bella|Who, there?", "Bill|Nobody but me.", "book|Night fell.",
                    "Bella|Then come in.",
                ]
            )
            let data = try Data(contentsOf: URL(filePath: "\(folder)/play/manifest.json"))
            let released = try JSON(data)
            #expect(released.voice.string == "book")
            #expect(released.voices.list.map(\.voice.string) == ["book", "Bella", "Bill"])
            #expect(released.voices.list.map(\.utterances.integer) == [1, 2, 1])
        }
    }

    @Test func `the difference names what an edit and a lexicon would record again`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let none = try await Narrate.run("script", book, "--diff", "--json", in: folder).json()
            #expect(none.hasProject.boolean == false)
            #expect(none.toRecord.integer == 8)
            _ = try await Narrate.run(book, in: folder)
            let same = try await Narrate.run("script", book, "--diff", "--json", in: folder).json()
            #expect(same.toRecord.integer == 0)
            #expect(same.unchanged.integer == 8)
            #expect(same.lines.list.isEmpty)
            let edited = SampleBook.html.replacingOccurrences(
                of: "The way home is",
                with: "The road home is"
            )
            _ = try SampleBook.write(edited, as: "walk.html", in: folder)
            let names = try SampleBook.write(
                "word,replacement\ngate,gait\n",
                as: "n.csv",
                in: folder
            )
            let edit = try await Narrate.run(
                "script",
                book,
                "--diff",
                "--json",
                "--lexicon",
                names,
                in: folder
            ).json()
            #expect(edit.lines.list.compactMap(\.kind.string) == ["changed", "changed"])
            #expect(
                edit.lines[0].text.string
                    == "The gait was open. Nobody had closed it since the spring."
            )
            #expect(edit.lines[1].previous.string == "The way home is always shorter.")
            #expect(edit.toRecord.integer == 2)
            #expect(edit.orphaned.integer == 2)
            #expect(edit.estimatedCredits.integer == 0)
            let people = try await Narrate.run("script", book, "--diff", in: folder)
            #expect(people.output.contains("- The way home is always shorter."))
            #expect(people.output.contains("+ The road home is always shorter."))
            // A different voice is a different recording.
            let voice = try await Narrate.run(
                "script",
                book,
                "--diff",
                "--json",
                "--voice",
                "en-us",
                in: folder
            ).json()
            #expect(voice.toRecord.integer == 8)
        }
    }

    @Test func `the difference passes over what is locked`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            _ = try await Narrate.run("lock", "walk.narrate", "--chapter", "3", in: folder)
            _ = try SampleBook.write(
                SampleBook.html.replacing("The way home is", with: "The road home is"),
                as: "walk.html",
                in: folder
            )
            let edit = try await Narrate.run("script", book, "--diff", "--json", in: folder).json()
            #expect(edit.toRecord.integer == 0)
            let plan = try await Narrate.run("plan", book, "--json", in: folder).json()
            #expect(plan.toRecord.integer == 0)
        }
    }

    @Test func `a new lexicon of phonemes records again only what it touches`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try await Narrate.run(book, in: folder)
            let lexicon = try SampleBook.write(
                """
                <lexicon version="1.0" alphabet="ipa" xml:lang="en"
                 xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
                <lexeme><grapheme>river</grapheme><phoneme>ˈɹɪvɐ</phoneme></lexeme>
                <lexeme><grapheme>town</grapheme><phoneme>ʘʘ</phoneme></lexeme>
                </lexicon>
                """,
                as: "n.pls",
                in: folder
            )
            let plan = try await Narrate.run(
                "plan",
                book,
                "--lexicon",
                lexicon,
                "--json",
                in: folder
            )
            .json()
            #expect(plan.toRecord.integer == 1)
            #expect(plan.lexicons[0].undelivered[0].string == "town")
            let people = try await Narrate.run("script", book, "--lexicon", lexicon, in: folder)
            #expect(people.output.contains("n.pls:3: river → [["))
            #expect(people.error.contains("town"))
            let run = try await Narrate.run(book, "--lexicon", lexicon, in: folder)
            #expect(run.error.contains("town"))
            #expect(run.output.contains("1 utterance"))
        }
    }

    @Test func `a pronunciation that can't be used is named with its line`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let text = """
                <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
                  alphabet="x-runes" xml:lang="en">
                <lexeme><grapheme>town</grapheme><phoneme>taUn</phoneme></lexeme></lexicon>
                """
            let lexicon = try SampleBook.write(text, as: "runes.pls", in: folder)
            for command in ["script", "plan"] {
                let run = try await Narrate.run(command, book, "--lexicon", lexicon, in: folder)
                #expect(run.code == 0)
                let told = run.output + run.error
                #expect(told.contains("runes.pls', line 3: the alphabet 'x-runes' of 'town'"))
            }
        }
    }

    @Test(arguments: [
        (["--normalize", "maybe"], "auto, on, off"), (["--pause", "chapter=1"], "verseLine"),
        (["--titles", "loud"], "announced or silent"), (["--max-characters", "3"], "40 to 40000"),
        (["--opening-credits", "by {autor}"], "{autor}"),
    ])
    func `refuses what it does not understand`(options: [String], message: String) async throws {
        let arguments = ["script", fixture("books/alice.epub")] + options
        let result = try await runProgram(Narrate.path, arguments)
        #expect(result.code == 64)
        #expect(result.error.contains(message), "\(result.error)")
    }

    @Test func `options change titles, pauses and numbers`() async throws {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(
                "<html lang='en'><title>T</title><h1>One</h1><p>5 cats.</p><p>A dog.</p></html>",
                as: "a.html",
                in: folder
            )
            let script = try await Narrate.run(
                "script",
                book,
                "--json",
                "--titles",
                "silent",
                "--normalize",
                "on",
                "--pause",
                "paragraph=1.5",
                in: folder
            ).json()
            let utterances = script.chapters[0].utterances.list
            #expect(utterances.compactMap(\.text.string) == ["five cats.", "A dog."])
            #expect(utterances.first?.pauseAfter.number == 1.5)
            #expect(utterances.first?.changes[0].by.string == "normaliser")
        }
    }
}
