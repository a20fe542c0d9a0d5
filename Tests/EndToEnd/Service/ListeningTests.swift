import Foundation
import NarrateTestSupport
import Testing

/// Others than pocketsphinx in narrate itself listen to takes that flite speaks.
@Suite(.serialized) struct ListeningTests {
    /// flite, which leaves out a word of the tenth sentence once.
    private static let speaker = """
        #!/bin/sh
        folder=$(dirname "$0"); text=$(cat "$1")
        case $text in *"last summer"*)
            [ -e "$folder/spoken" ] || text=$(echo "$text" | sed 's/painted //')
            touch "$folder/spoken" ;;
        esac
        flite -voice slt -t "$text" -o "$2"
        """

    private static let listener = """
        #!/bin/sh
        sound=$(mktemp --suffix=.wav)
        ffmpeg -nostdin -v error -y -i "$1" -ar 16000 -ac 1 "$sound"
        pocketsphinx_continuous -infile "$sound" -jsgf "$2" -remove_silence no -logfn /dev/null
        rm "$sound"
        """

    @Test func `a server writes down what is said`() async throws {
        try await withTemporaryFolder { folder in
            let server = try await TranscriptionServer(
                hearing: ["The river"] + SampleBook.sentences,
                in: folder
            )
            try await Self.hears(
                in: folder,
                words: "server",
                variables: [
                    "NARRATE_TRANSCRIPTION_BASE_URL": "\(server.url)/v1",
                    "NARRATE_TRANSCRIPTION_API_KEY": "any",
                ]
            )
            await server.stop()
        }
    }

    @Test func `a program prints what is said`() async throws {
        try await withTemporaryFolder { folder in
            let grammar = try SampleBook.write(
                TranscriptionServer.grammar(of: ["The river"] + SampleBook.sentences),
                as: "sentences.gram",
                in: folder
            )
            let listener = try writeProgram(Self.listener, as: "listener", in: folder)
            try await Self.hears(
                in: folder,
                words: "command",
                variables: ["NARRATE_TRANSCRIBER": "\(listener) {audio} \(grammar)"]
            )
        }
    }

    @Test func `pocketsphinx listens in narrate itself`() async throws {
        try await withTemporaryFolder { folder in
            try await Self.hears(in: folder, words: "pocketsphinx", variables: [:])
        }
    }

    /// flite, which remembers what it said, and a listener who asks it and takes every boat for a coat.
    private static let truthfulSpeaker = """
        #!/bin/sh
        flite -voice slt -t "$(cat "$1")" -o "$2"
        cat "$1" > "$(dirname "$0")/said-$(md5sum < "$2" | cut -c1-32)"
        """
    private static let deafListener = """
        #!/bin/sh
        sed s/boat/coat/ "$(dirname "$0")/said-$(md5sum < "$1" | cut -c1-32)"
        """

    @Test func `a word the listener can't hear costs one further take, wherever it stands`()
        async throws
    {
        try await Self.hears(Self.deafListener, Self.truthfulSpeaker, doubts: ["'boat'"])
    }

    /// flite, which remembers what it said, and leaves out some words the first time.
    private static func forgetfulSpeaker(_ words: String...) -> String {
        """
        #!/bin/sh
        folder=$(dirname "$0"); text=$(cat "$1")
        for word in \(words.joined(separator: " ")); do
            case $text in *$word*)
                [ -e "$folder/$word" ] || text=$(echo "$text" | sed "s/$word //")
                touch "$folder/$word" ;;
            esac
        done
        flite -voice slt -t "$text" -o "$2"
        echo "$text" > "$folder/said-$(md5sum < "$2" | cut -c1-32)"
        """
    }
    private static let goodListener = """
        #!/bin/sh
        cat "$(dirname "$0")/said-$(md5sum < "$1" | cut -c1-32)"
        """

    @Test func `doubts from before the listener was believed count when the chapter is complete`()
        async throws
    {
        try await Self.hears(
            Self.goodListener,
            Self.forgetfulSpeaker("went"),
            doubts: ["'went' is missing"]
        )
    }

    @Test func `a listener is believed whose many doubts other takes clear`() async throws {
        try await Self.hears(
            Self.goodListener,
            Self.forgetfulSpeaker("went", "green", "night"),
            doubts: ["'green' is missing", "'night' is missing", "'went' is missing"]
        )
    }

    @Test func `a listener remembers a voice from run to run`() async throws {
        try await withTemporaryFolder { folder in
            let listener = try writeProgram(Self.goodListener, as: "listener", in: folder)
            let variables = ["NARRATE_TRANSCRIBER": "\(listener) {audio}"]
            func narrate(doubts: [String]) async throws {
                try await Self.hears(
                    in: folder,
                    words: "command",
                    variables: variables,
                    speaker: Self.forgetfulSpeaker("went"),
                    doubts: doubts
                )
            }
            // Nothing is left out at first, and a word when a single sentence is recorded again.
            let memory = "\(folder)/went"
            try Data().write(to: URL(filePath: memory))
            try await narrate(doubts: [])
            let marked = try await Narrate.run(
                "retake",
                "river.narrate",
                "--chapter",
                "1",
                "--utterance",
                "4",
                in: folder
            )
            #expect(marked.code == 0, "\(marked.error)")
            try FileManager.default.removeItem(atPath: memory)
            try await narrate(doubts: ["'went' is missing"])
        }
    }

    /// Narrates with a program that listens.
    private static func hears(
        _ listener: String,
        _ speaker: String,
        doubts: [String]
    ) async throws {
        try await withTemporaryFolder { folder in
            let listener = try writeProgram(listener, as: "listener", in: folder)
            try await hears(
                in: folder,
                words: "command",
                variables: ["NARRATE_TRANSCRIBER": "\(listener) {audio}"],
                speaker: speaker,
                doubts: doubts
            )
        }
    }

    /// Narrates with a listener, who doubts some takes.
    private static func hears(
        in folder: String,
        words: String,
        variables: [String: String],
        speaker: String = speaker,
        doubts: [String] = ["'painted' is missing"]
    ) async throws {
        let program = try writeProgram(speaker, as: "speaker", in: folder)
        let page = SampleBook.sentences.map { "<p>\($0).</p>" }.joined()
        let book = try SampleBook.write(
            "<html lang=\"en\"><head><title>The River</title></head><body><h1>The River</h1>\(page)"
                + "</body></html>",
            as: "river.html",
            in: folder
        )
        let result = try await runProgram(
            Narrate.path,
            [
                book, "--engine", "command", "--words", words, "--concurrency", "1", "--json",
                "--max-characters", "41",
            ],
            in: folder,
            environment: variables.merging(["NARRATE_COMMAND": "\(program) {text-file} {output}"]) {
                $1
            }
        )
        #expect(result.code == 0, "\(result.error)")
        let rejected = result.output.split(separator: "\n").filter { $0.contains("takeRejected") }
        #expect(rejected.count == doubts.count, "\(rejected)")
        for doubt in doubts {
            #expect(rejected.contains { $0.contains(doubt) }, "\(doubt): \(rejected)")
        }
    }
}
