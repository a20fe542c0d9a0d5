import ArgumentParser
import NarrateModel
import NarratePipeline

/// `narrate manifest`: what stands in `narrate.yaml`.
struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest",
        abstract: "Check manifests, and print their schema for editors.",
        subcommands: [Schema.self, Check.self]
    )

    /// `narrate manifest schema`: by which editors complete and check.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema",
            abstract: "Print the JSON Schema of narrate.yaml.",
            discussion: """
                Editors with a YAML language server take it from the manifest's first line: \
                # yaml-language-server: $schema=narrate.schema.json
                """
        )

        func run() { Console.output(ManifestSchema.json) }
    }

    /// `narrate manifest check`: finds what is wrong in manifests.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read manifests and say what is wrong in them."
        )

        @Argument(help: "Manifests of projects or batches.", completion: .file())
        var files: [String]

        @Flag(help: "Print JSON for machines.")
        var json = false

        func run() throws {
            let settings = Settings()
            let reader = ManifestReader { settings.value($0) }
            var codes: [Int32] = []
            for file in files {
                do {
                    let document = try reader.document(at: file)
                    if json { continue }
                    Console.output("\(file): \(Self.words(on: document))\n")
                } catch {
                    codes.append(Failure(error).report(asJSON: json))
                }
            }
            if json, codes.isEmpty {
                Console.output(JSONText.document(CheckedManifests(files: files)))
            }
            if let code = codes.min() { throw ExitCode(code) }
        }

        private static func words(on document: ManifestDocument?) -> String {
            switch document {
            case .project(let manifest)?:
                manifest.sources.count == 1
                    ? "a project" : "a project of \(manifest.sources.count) sources"
            case .batch(let batch)?: "a batch of \(batch.entries.count)"
            case nil: "choices without a source, for --manifest"
            }
        }
    }
}

/// `manifest check --json`, when nothing is wrong.
private struct CheckedManifests: Encodable {
    var version = 1
    var files: [String]
}
