import Foundation
import NarrateTestSupport
import Testing

/// Programs that speak badly at times, as services do.
@Suite(.serialized) struct ReactionTests {
    /// A speaker that moves its lips only when the fault says so, or speaks softly; `$count` is how often it spoke
    /// this text.
    private static func speaker(fault: String, volume: Int = 0) -> String {
        """
        #!/bin/sh
        text=$(cat "$1"); folder=$(dirname "$0")
        name=$(printf %s "$text" | cksum | cut -d' ' -f1)
        echo x >> "$folder/count.$name"; count=$(wc -l < "$folder/count.$name")
        volume=60
        if \(fault); then volume=\(volume); fi
        espeak-ng -v en -a $volume -w "$2" -f "$1"
        """
    }

    private static let long =
        "The path was long and steep and the old man, who had never walked it "
        + "before, stopped at each stone to rest."

    @Test func `a take that fails is recorded again`() async throws {
        try await withTemporaryFolder { folder in
            let fault = "[ $count -eq 1 ] && case $text in *quiet*) true;; *) false;; esac"
            let result = try await Self.narrate(in: folder, fault: fault)
            #expect(result.code == 0, "\(result.error)")
            let events = result.output.split(separator: "\n")
            #expect(events.count { $0.contains("\"takeRejected\"") } == 1)
            let log = try String(
                contentsOfFile: "\(folder)/walk.narrate/narrate.log",
                encoding: .utf8
            )
            #expect(log.contains("take rejected: there is no sound"))
        }
    }

    @Test func `what no take gets right is recorded in halves`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Self.narrate(in: folder, fault: "[ ${#text} -gt 90 ]")
            #expect(result.code == 0, "\(result.error)")
            // Three takes of the whole, and one that was joined.
            let takes = try await Narrate.run(
                "takes",
                "walk.narrate",
                "--json",
                in: folder
            ).json().takes.list
            let mine = takes.filter { $0.chapter.integer == 3 && $0.utterance.integer == 2 }
            #expect(mine.map(\.take.integer) == [1, 2, 3, 4])
            #expect(mine.map(\.inUse.boolean) == [false, false, false, true])
        }
    }

    @Test func `what fails in halves, too, is kept and listed`() async throws {
        try await withTemporaryFolder { folder in
            let fault = "case $text in *stone*) true;; *) false;; esac"
            let result = try await Self.narrate(in: folder, fault: fault)
            #expect(result.code == 3, "\(result.error)")
            let report = try String(
                contentsOfFile: "\(folder)/A Short Walk/report.html",
                encoding: .utf8
            )
            #expect(report.contains("kept with failed checks"))
            #expect(report.contains("stopped at each stone"))
            #expect(report.contains("who listens to words"))
        }
    }

    @Test func `what is kept is listed at each place where it is heard`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Self.narrate(
                in: folder,
                fault: "case $text in *stone*) true;; *) false;; esac",
                html: SampleBook.html.replacing(
                    "</body>",
                    with: "<h1>The Stones</h1><p>\(Self.long)</p></body>"
                )
            )
            #expect(result.code == 3, "\(result.error)")
            let report = try String(
                contentsOfFile: "\(folder)/A Short Walk/report.html",
                encoding: .utf8
            )
            #expect(report.split(separator: "stopped at each stone").count == 3)
        }
    }

    @Test func `half of it that was recorded is used when it is tried again`() async throws {
        try await withTemporaryFolder { folder in
            let fault = "case $text in *stone*) true;; *) false;; esac"
            let first = try await Self.narrate(in: folder, fault: fault)
            #expect(first.code == 3, "\(first.error)")
            let spoken = try Self.spoken(in: folder)
            _ = try await Narrate.run(
                "retake",
                "walk.narrate",
                "--chapter",
                "3",
                "--utterance",
                "2",
                in: folder
            )
            let second = try await Self.narrate(in: folder, fault: fault)
            #expect(second.code == 3, "\(second.error)")
            // Three takes of the whole, and one of the half that failed.
            #expect(try Self.spoken(in: folder) == spoken + 4)
        }
    }

    @Test func `without another take that is good enough the former one stays`() async throws {
        try await withTemporaryFolder { folder in
            let sound = try await Self.narrate(in: folder, fault: "false")
            #expect(sound.code == 0, "\(sound.error)")
            _ = try await Narrate.run(
                "retake",
                "walk.narrate",
                "--chapter",
                "2",
                "--utterance",
                "2",
                in: folder
            )
            let again = try await Self.narrate(
                in: folder,
                fault: "case $text in *river*) true;; *) false;; esac"
            )
            #expect(again.code == 0, "\(again.error)")
            #expect(
                again.output.contains("no other take is good enough, take 1 stays"),
                "\(again.output)"
            )
        }
    }

    @Test func `a voice that was good stops no run for its first takes`() async throws {
        try await withTemporaryFolder { folder in
            let sound = try await Self.narrate(in: folder, fault: "false")
            #expect(sound.code == 0, "\(sound.error)")
            _ = try await Narrate.run("retake", "walk.narrate", "--chapter", "1", in: folder)
            _ = try await Narrate.run("retake", "walk.narrate", "--chapter", "2", in: folder)
            let again = try await Self.narrate(in: folder, fault: "true")
            #expect(again.code == 0, "\(again.error)")
        }
    }

    /// How often anything was spoken.
    private static func spoken(in folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasPrefix("count.")
        }.reduce(0) { sum, name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return sum + text.split(separator: "\n").count
        }
    }

    @Test func `takes that all fail the same way stop the run`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await Self.narrate(in: folder, fault: "true")
            #expect(result.code == 75, "\(result.error)")
            #expect(result.error.contains("the first 5 takes all fail the same way"))
            #expect(result.error.contains("a setting, not luck"))
        }
    }

    @Test func `a chapter from before the voice was known is judged when it is`() async throws {
        try await withTemporaryFolder { folder in
            let walk = SampleBook.sentences.map { "<p>\($0).</p>" }.joined()
            let result = try await Self.narrate(
                in: folder,
                fault: "[ $count -eq 1 ] && case $text in *began*) true;; *) false;; esac",
                volume: 20,
                // The sentence of the fault stands in the last chapter, too.
                html: SampleBook.html.replacing("<p>From", with: walk + "<p>From").replacing(
                    "</body>",
                    with: "<p>She went through, and the path began.</p></body>"
                )
            )
            #expect(result.code == 0, "\(result.error)")
            let events = result.output.split(separator: "\n")
            let rejected = events.filter { $0.contains("\"takeRejected\"") }
            #expect(rejected.count == 1, "\(rejected)")
            #expect(rejected.first?.contains("it is softer than the voice usually is") == true)
            let assembled = events.filter { $0.contains("\"chapterAssembled\"") }
            #expect(assembled.count == 3, "each once")
        }
    }

    @Test func `it is judged, too, by a run that goes on after another was killed`() async throws {
        try await withTemporaryFolder { folder in
            let goOn = try await Self.killedBeforeItsVoiceWasKnown(in: folder)
            let rejected = try await goOn()
            #expect(rejected.count == 1, "\(rejected)")
            #expect(rejected.first?.contains("it is softer than the voice usually is") == true)
        }
    }

    @Test func `what is locked is not judged again`() async throws {
        try await withTemporaryFolder { folder in
            let goOn = try await Self.killedBeforeItsVoiceWasKnown(in: folder)
            let lock = try await Narrate.run("lock", "walk.narrate", "--chapter", "1", in: folder)
            #expect(lock.code == 0, "\(lock.error)")
            #expect(try await goOn() == [])
        }
    }

    /// A run that dies when the first chapter has its takes, one of which is much too soft.
    ///
    /// - Returns: what goes on, and tells the takes it rejected.
    private static func killedBeforeItsVoiceWasKnown(
        in folder: String
    ) async throws -> () async throws -> [Substring] {
        let walk = SampleBook.sentences.map { "<p>\($0).</p>" }.joined()
        let html = SampleBook.html.replacing("<p>From", with: walk + "<p>From")
        let soft = "[ $count -eq 1 ] && case $text in *began*) true;; *) false;; esac"
        let deadly = "case $text in *shorter*) kill -KILL $PPID; exit 1;; esac; \(soft)"
        let killed = try await narrate(in: folder, fault: deadly, volume: 20, html: html)
        #expect(killed.code != 0)
        #expect(!killed.output.contains("\"takeRejected\""))
        return {
            let result = try await narrate(in: folder, fault: soft, volume: 20, html: html)
            #expect(result.code == 0, "\(result.error)")
            return result.output.split(separator: "\n").filter {
                $0.contains("\"takeRejected\"")
            }
        }
    }

    private static func narrate(
        in folder: String,
        fault: String,
        volume: Int = 0,
        html: String = SampleBook.html
    ) async throws -> ProgramResult {
        let program = try writeProgram(
            speaker(fault: fault, volume: volume),
            as: "speaker",
            in: folder
        )
        let html = html.replacing(
            "The way home is always shorter.",
            with: "\(long)</p><p>It is shorter on the way home."
        )
        let book = try SampleBook.write(html, as: "walk.html", in: folder)
        return try await runProgram(
            Narrate.path,
            [book, "--engine", "command", "--words", "none", "--concurrency", "1", "--json"],
            in: folder,
            environment: ["NARRATE_COMMAND": "\(program) {text-file} {output}"]
        )
    }
}
