import Foundation
import NarrateTestSupport
import Testing

@Suite(.serialized) struct PlayerTests {
    private static let sentence = "The way home is always shorter."

    /// Chapters long enough that they don't end while a busy machine looks at them.
    private static let book = SampleBook.html
        .replacing("Nobody had closed it", with: lines + " Nobody had closed it")
        .replacing("<p>\(sentence)</p>", with: "<p>\(sentence)</p><p>\(lines)</p>")

    private static let lines = Array(
        repeating: "It had been there for longer than anybody could remember, and so had the wall.",
        count: 7
    ).joined(separator: " ")

    @Test(.enabled(if: Browser.isInstalled, Browser.hint), arguments: ["http", "file"])
    func `a browser plays a release, follows its text and remembers the place`(way: String)
        async throws
    {
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(Self.book, as: "walk.html", in: folder)
            let run = try await Narrate.run(book, "--format", "web", in: folder)
            #expect(run.code == 0, "\(run.error)")
            let seen = try await Browser.play("\(folder)/A Short Walk", "--over", way)
            #expect(seen.opened.chapter.string == "The Gate")
            #expect(seen.opened.paused.boolean == true)
            #expect(seen.played.noted.list.contains { $0[1].string == "The Gate" })
            #expect(seen.played.button.string == "Pause")
            #expect(seen.paused.rate.number == 2)
            #expect(abs((seen.sought.time.number ?? 0) - 1) < 0.1)
            #expect(seen.next.source.string == "02 - The Hill.mp3")
            #expect(seen.clicked.noted[0][1].string == "The way home is always shorter.")
            #expect(seen.clicked.chapter.string == "The Way Home")
            #expect(seen.resumed.chapter.string == "The Way Home")
            #expect(seen.resumed.rate.number == 2)
            #expect((seen.resumed.time.number ?? 0) >= (seen.clicked.time.number ?? 9))
            #expect(seen.messages.list.isEmpty, "\(seen.messages.list.map(\.string))")
            // Nothing but the page and its audio is asked for.
            let asked = seen.requests.list.compactMap(\.string).filter { !$0.contains("favicon") }
            #expect(asked.allSatisfy { $0 == "/player.html" || $0.hasSuffix(".mp3") }, "\(asked)")
            let named = seen.facts.controls.list.map { $0[1].string ?? "" }
            #expect(named.allSatisfy { !$0.isEmpty }, "\(named)")
            for name in ["Play", "Position", "Speed", "Next chapter", "Chapters"] {
                #expect(named.contains(name), "\(named)")
            }
        }
    }

    @Test(.enabled(if: Browser.isInstalled, Browser.hint))
    func `hostile titles and texts do nothing in a browser`() async throws {
        try await withTemporaryFolder { folder in
            let docs = "\(folder)/docs"
            try FileManager.default.createDirectory(
                atPath: docs,
                withIntermediateDirectories: false
            )
            let evil = "</title></script><img src=x onerror='window.pwned=1'>"
            let escaped = evil.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            for name in ["a&b <i>.html", "two'.html"] {
                _ = try SampleBook.write(
                    "<html lang='en'><title>T</title><h1>\(escaped) \(name.count)</h1>"
                        + "<p>Say \(escaped) now.</p></html>",
                    as: name,
                    in: docs
                )
            }
            let run = try await Narrate.run(
                docs,
                "--format",
                "web",
                "--title",
                evil,
                in: folder
            )
            #expect(run.code == 0, "\(run.error)")
            let release = try #require(
                try FileManager.default.contentsOfDirectory(atPath: folder).first {
                    FileManager.default.fileExists(atPath: "\(folder)/\($0)/feed.xml")
                }
            )
            let seen = try await Browser.play("\(folder)/\(release)")
            #expect(seen.facts.pwned.number == nil)
            #expect(seen.facts.scripts.integer == 1)
            #expect(seen.facts.strange.integer == 0)
            #expect(seen.messages.list.isEmpty, "\(seen.messages.list.map(\.string))")
            #expect(seen.facts.headings[0].string?.contains("<img src=x") == true)
            let checked = try await runProgram(
                "xmllint",
                ["--noout", "\(folder)/\(release)/feed.xml"]
            )
            #expect(checked.code == 0, "\(checked.error)")
        }
    }

    @Test(.enabled(if: Browser.isInstalled, Browser.hint))
    func `words are followed where the engine said when they are spoken`() async throws {
        try await Service.with { service in
            let book = try service.write(Self.book, as: "walk.html")
            let run = try await service.narrate(
                book,
                "--format",
                "web",
                "--timestamps",
                "--yes"
            )
            #expect(run.code == 0, "\(run.error)")
            let seen = try await Browser.play("\(service.folder)/A Short Walk")
            let noted = seen.clicked.noted.list.map {
                "\($0[0].string ?? "") \($0[1].string ?? "")"
            }
            #expect(Array(noted.prefix(2)) == ["now \(Self.sentence)", "word The"], "\(noted)")
        }
    }

    @Test func `each document of a folder has a page to embed`() async throws {
        try await withTemporaryFolder { folder in
            let docs = "\(folder)/docs"
            try FileManager.default.createDirectory(
                atPath: "\(docs)/guide",
                withIntermediateDirectories: true
            )
            _ = try SampleBook.write(
                "# Start\n\nHello there, and welcome to these pages.\n",
                as: "index.md",
                in: docs
            )
            _ = try SampleBook.write(
                "# Install\n\nRun it. Then wait until the bar has gone from left to right.\n",
                as: "guide/install.md",
                in: docs
            )
            let run = try await Narrate.run(docs, "--format", "web", "--title", "Docs", in: folder)
            #expect(run.code == 0, "\(run.error)")
            let release = "\(folder)/Docs"
            let page = try String(
                contentsOfFile: "\(release)/player-guide-install.html",
                encoding: .utf8
            )
            #expect(page.contains("Run it.") && !page.contains("Hello there"))
            let snippets = try String(contentsOfFile: "\(release)/embed.txt", encoding: .utf8)
            #expect(snippets.contains("<iframe src=\"player-guide-install.html\" title=\"Listen: "))
            let verified = try await Narrate.run("verify", release, in: folder)
            #expect(verified.code == 0, "\(verified.output)")

            let before = try FileState.all(below: release, except: [])
            let again = try await Narrate.run(
                docs,
                "--format",
                "web",
                "--title",
                "Docs",
                in: folder
            )
            #expect(again.output.contains("nothing to do"), "\(again.output)")
            #expect(try FileState.all(below: release, except: []) == before)
        }
    }

    @Test(arguments: [
        "ftp://example.org/", "example.org", "https://example.org/?a=b", "https://a b/",
    ])
    func `an address that feeds can't use is refused`(address: String) async throws {
        let result = try await Narrate.run(
            "plan",
            fixture("books/alice.epub"),
            "--format",
            "web",
            "--web-address",
            address
        )
        #expect(result.code == 64)
        #expect(result.error.contains("web address"), "\(result.error)")
    }
}
