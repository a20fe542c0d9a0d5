import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline
import NarrateScript

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `narrate init`: a manifest to begin with.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a narrate.yaml for a source, with what is found in it, ready to edit.",
        discussion: """
            It lists the chapters, the words that are most likely to be mispronounced, and what a \
            run would cost. Nothing is recorded, and no file is overwritten.
            """
    )

    @Argument(help: "The book: a file, a folder, an address.", completion: .file())
    var source: String

    @Option(
        help: "The manifest to write (default: narrate.yaml in the current folder).",
        completion: .file()
    )
    var manifest = "narrate.yaml"

    @Option(
        help: "Engine that is going to speak: \(EngineCatalog.names.joined(separator: ", ")).",
        completion: .list(EngineCatalog.names)
    )
    var engine: String?

    @Option(help: "Voice, by id or name.")
    var voice: String?

    @OptionGroup var key: KeyOptions

    @Flag(help: "Print JSON for machines.")
    var json = false

    func validate() throws {
        guard source != "-" else {
            throw ValidationError("a manifest can't name standard input, name the book's file")
        }
    }

    func run() async throws {
        try refuseOverwriting()
        let settings = try await Settings(key: key, engine: engine)
        var choices = Choices()
        choices.engine = engine
        choices.voice = voice
        let resolution = SourceResolution(settings: settings, options: choices, manifest: nil)
        guard let resolved = try await resolution.resolve(source).first else { return }
        let publication = try Preparation.publication(
            resolved.configuration,
            input: resolved.input
        ).chosen
        let plan = await plan(resolved, engines: settings.engines)
        // What no run would take has no place in a manifest; a service out of reach is no mistake.
        if case .failure(let failure) = plan, failure.code == 64 { throw failure }
        let draft = ManifestDraft(
            source: Self.place(of: source, from: manifest),
            publication: publication,
            engine: resolved.configuration.engine,
            words: WordsAtRisk(lexicons: []).words(in: publication, limit: 200),
            plan: plan
        )
        try write(draft.text)
        if json {
            Console.output(JSONText.document(InitDocument(manifest: manifest)))
        } else {
            Console.output("\(manifest)\n")
        }
    }

    private func plan(
        _ resolved: SourceResolution.Resolved,
        engines: EngineCatalog
    ) async -> Result<Plan, Failure> {
        do {
            let plan = try await Plan(
                resolved.configuration,
                input: resolved.input,
                engines: engines
            )
            return .success(plan)
        } catch {
            return .failure(Failure(error))
        }
    }

    private func refuseOverwriting() throws {
        guard FileManager.default.fileExists(atPath: manifest) else { return }
        throw Failure(
            kind: "cantCreate",
            code: 73,
            message: "'\(manifest)' is there already",
            hint: "edit it, or name another file with --manifest"
        )
    }

    /// Never over a file that has come meanwhile.
    private func write(_ text: String) throws {
        let descriptor = open(manifest, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw cantWrite() }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw cantWrite() }
            bytes = bytes.dropFirst(count)
        }
    }

    private func cantWrite() -> Failure {
        Failure(
            kind: "cantCreate",
            code: 73,
            message: "can't write '\(manifest)': \(String(cString: strerror(errno)))"
        )
    }

    /// The source as the manifest names it: from its own folder, where it stands below that or was
    /// named by a relative path, so that both can move together.
    static func place(of source: String, from manifest: String) -> String {
        guard !SourceFetch.isAddress(source) else { return source }
        let folder = folders(to: manifest)
        let url = URL(filePath: source).standardizedFileURL
        let path = folders(to: source) + [url.lastPathComponent]
        let shared = zip(folder, path).prefix { $0 == $1 }.count
        guard shared == folder.count || !source.hasPrefix("/") else { return url.path }
        let up = Array(repeating: "..", count: folder.count - shared)
        let place = (up + path[shared...]).joined(separator: "/")
        return place.isEmpty ? "." : place
    }

    /// The names of the folders that a file is in, links followed: `..` goes up from where they lead.
    private static func folders(to file: String) -> [String] {
        URL(filePath: file).standardizedFileURL.deletingLastPathComponent()
            .resolvingSymlinksInPath().path.split(separator: "/").map(String.init)
    }
}

/// `init --json`.
private struct InitDocument: Encodable {
    var version = 1
    var manifest: String
}
