import ArgumentParser
import FoundationEssentials
import NarrateLedger
import NarrateModel
import NarratePipeline

/// The sources of a command line with the choices that go with each.
struct SourceResolution {
    let settings: Settings
    let options: Choices
    /// Manifest named by `--manifest`.
    let manifest: String?

    /// A source, ready to be read.
    struct Resolved {
        var configuration: ProjectConfiguration
        var input: SourceInput
    }

    /// Resolves each source: a manifest stands for the sources it lists, a project folder for the
    /// one it was made from.
    func resolve(_ source: String) async throws -> [Resolved] {
        var layers = options
        var sources = [source]
        if let manifest {
            layers = layers.over(try ManifestReader().manifest(at: manifest).choices)
        }
        if source.hasSuffix(".yaml") || source.hasSuffix(".yml") {
            let manifest = try ManifestReader().manifest(at: source)
            guard !manifest.sources.isEmpty else {
                throw SourceError(
                    code: .invalid,
                    message: "'\(source)' names no source",
                    source: source,
                    hint: "add a line: source: book.epub"
                )
            }
            layers = layers.over(manifest.choices)
            sources = manifest.sources
        } else if ProjectFolder.isProject(source) {
            layers.project = layers.project ?? source
            layers.output = layers.output ?? URL(filePath: source).deletingLastPathComponent().path
            sources = [try originalSource(of: source)]
        }
        layers = layers.over(try settings.choices())
        layers.engine = layers.engine ?? settings.engines.defaultName
        var resolved: [Resolved] = []
        for source in sources { resolved.append(try await self.resolved(source, layers: layers)) }
        return resolved
    }

    private func resolved(_ source: String, layers: Choices) async throws -> Resolved {
        var configuration = try ProjectConfiguration(
            source: source,
            choices: layers,
            currentFolder: settings.currentFolder
        )
        configuration.hearing.transcriber = try settings.engines.transcriber(
            for: configuration.hearing.words
        )
        if SourceFetch.isAddress(source) {
            let input = try await SourceFetch.input(
                from: source,
                authorities: settings.engines.certificateAuthorities
            )
            return Resolved(configuration: configuration, input: input)
        }
        guard source == "-" else {
            return Resolved(configuration: configuration, input: .path(source))
        }
        let bytes = try StandardInput.read()
        return Resolved(
            configuration: configuration,
            input: .bytes(bytes, name: "standard input")
        )
    }

    private func originalSource(of project: String) throws -> String {
        let ledger = try Ledger.reading(ProjectFolder(path: project).ledger)
        let source = try ledger.source()
        try ledger.close()
        guard let source else {
            throw SourceError(
                code: .invalid,
                message: "the project '\(project)' has no source yet",
                source: project,
                hint: "name the book it is for"
            )
        }
        return source
    }
}
