import Foundation
import NarrateTestSupport
import Testing

/// What `make install` puts beside the program, judged by what reads it.
@Suite struct InstallTests {
    /// Installs into a folder, and runs a test there.
    private func withInstallation(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let made = try await runProgram(
                "make",
                [
                    "-C", packageFolder.path, "install-help", "RELEASE=\(Narrate.path)",
                    "PREFIX=\(folder)",
                ]
            )
            #expect(made.code == 0, "\(made.error)")
            try await body("\(folder)/share")
        }
    }

    @Test func `the manual page is sound and names every command and option`() async throws {
        try await withInstallation { share in
            let page = "\(share)/man/man1/narrate.1"
            let lint = try await runProgram("mandoc", ["-T", "lint", "-W", "warning", page])
            #expect(lint.code == 0, "\(lint.output)\(lint.error)")
            let shown = try await runProgram(
                "man",
                ["--warnings", "-E", "UTF-8", "-l", page],
                environment: ["MANWIDTH": "100", "MAN_KEEP_FORMATTING": "", "LC_ALL": "C.UTF-8"]
            )
            #expect(shown.code == 0 && shown.error.isEmpty, "\(shown.error)")
            for command in ["run", "batch", "ingest", "init", "manifest schema", "lexicon words"] {
                #expect(shown.output.contains("narrate \(command)"), "\(command)")
            }
            for words in [
                "--max-credits", "--until", "--footnotes", "EXIT STATUS", "ELEVENLABS_API_KEY",
                "75",
            ] {
                #expect(shown.output.contains(words), "\(words)")
            }
        }
    }

    @Test func `bash completes commands and options`() async throws {
        try await withInstallation { share in
            let script = """
                source '\(share)/bash-completion/completions/narrate'
                complete -p narrate
                COMP_WORDS=(narrate ba) COMP_CWORD=1 COMP_LINE='narrate ba' COMP_POINT=10
                _narrate narrate ba narrate; echo "${COMPREPLY[@]}"
                COMP_WORDS=(narrate batch --unt) COMP_CWORD=2 COMP_LINE='narrate batch --unt'
                COMP_POINT=19 COMPREPLY=(); _narrate narrate --unt batch; echo "${COMPREPLY[@]}"
                cd '\(share)'
                COMP_WORDS=(narrate run ma) COMP_CWORD=2 COMP_LINE='narrate run ma'
                COMP_POINT=14 COMPREPLY=(); _narrate narrate ma run; echo "${COMPREPLY[@]}"
                COMP_WORDS=(narrate run --engine es) COMP_CWORD=3
                COMP_LINE='narrate run --engine es'
                COMP_POINT=23 COMPREPLY=(); _narrate narrate es --engine; echo "${COMPREPLY[@]}"
                """
            let result = try await runProgram("bash", ["--norc", "-c", script])
            #expect(result.error.isEmpty, "\(result.error)")
            let lines = result.output.split(separator: "\n").map(String.init)
            // The first word may be a book, too.
            #expect(lines.first?.contains("-o default") == true)
            #expect(
                lines.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) } == [
                    "batch", "--until", "man", "espeak",
                ]
            )
        }
    }

    @Test(arguments: [
        ("zsh", "zsh/site-functions/_narrate"), ("fish", "fish/vendor_completions.d/narrate.fish"),
    ])
    func `other shells read their completions`(shell: String, file: String) async throws {
        try await withInstallation { share in
            let result = try await runProgram(shell, ["-n", "\(share)/\(file)"])
            #expect(result.code == 0 && result.error.isEmpty, "\(result.error)")
            #expect(
                try String(contentsOfFile: "\(share)/\(file)", encoding: .utf8).contains(
                    "max-credits"
                )
            )
            #expect(
                try String(contentsOfFile: "\(share)/\(file)", encoding: .utf8).contains(
                    shell == "zsh" ? "subcommands && ret=0; _files" : "\"narrate\" -eq 1' -F"
                )
            )
        }
    }
}
