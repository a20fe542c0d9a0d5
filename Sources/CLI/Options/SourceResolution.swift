import ArgumentParser
import FoundationEssentials
import NarrateDelivery
import NarrateLedger
import NarrateModel
import NarratePipeline

/// The sources of a command line with the choices that go with each.
struct SourceResolution {
    let settings: Settings
    let options: Choices
    /// Manifest named by `--manifest`.
    let manifest: String?

    /// Reads manifests, with the environment's variables for `${NAME}`.
    var reader: ManifestReader {
        ManifestReader { [settings] name in settings.value(name) }
    }

    /// A source, ready to be read.
    struct Resolved {
        var configuration: ProjectConfiguration
        var input: SourceInput
    }

    /// Resolves each source: a manifest stands for the sources it lists, a project folder for the
    /// one it was made from.
    func resolve(_ source: String) async throws -> [Resolved] {
        var resolved: [Resolved] = []
        for chosen in try choices(for: source) {
            let configuration = try configuration(for: chosen)
            resolved.append(
                Resolved(configuration: configuration, input: try await input(for: configuration))
            )
        }
        return resolved
    }

    /// A source with every choice that was made for it.
    struct Chosen {
        var source: String
        var choices: Choices
    }

    /// The sources that a source stands for, with their choices; nothing of them is read.
    func choices(for source: String) throws -> [Chosen] {
        var layers = options
        var sources = [source]
        var former: FormerVoice?
        layers = layers.over(try manifestChoices())
        if source.hasSuffix(".yaml") || source.hasSuffix(".yml") {
            let manifest = try reader.manifest(at: source)
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
            former = FormerVoice(recordedIn: ProjectFolder(path: source))
        }
        try checkDestination(layers.delivery, of: sources.count)
        return try sources.map {
            Chosen(source: $0, choices: try completed(layers).keeping(former))
        }
    }

    /// Several releases can't go to one place.
    func checkDestination(_ delivery: DeliveryChoices, of sources: Int) throws {
        guard sources > 1, let destination = delivery.destination,
            try !Destination(destination).takesSeveral
        else { return }
        throw ProjectError(
            code: .usage,
            message: "\(sources) sources can't be published to one place, '\(destination)'",
            hint: "give each its own, such as \(destination)/\(Destination.placeholder)"
        )
    }

    /// What the manifest named by `--manifest` chooses.
    func manifestChoices() throws -> Choices {
        try manifest.map { try reader.manifest(at: $0).choices } ?? Choices()
    }

    /// Adds what the environment chooses.
    func completed(_ layers: Choices) throws -> Choices { layers.over(try settings.choices()) }

    /// Fills in what the choices leave open.
    func configuration(for chosen: Chosen) throws -> ProjectConfiguration {
        var configuration = try ProjectConfiguration(
            source: chosen.source,
            choices: chosen.choices,
            currentFolder: settings.currentFolder,
            defaultEngine: settings.engines.defaultName
        )
        configuration.hearing.transcriber = try settings.engines.transcriber(
            for: configuration.hearing.words
        )
        configuration.delivery = try configuration.deliveryChoices.options(
            environment: ProcessInfo.processInfo.environment,
            authorities: settings.engines.certificateAuthorities
        )
        return configuration
    }

    /// What a source is read from: addresses are fetched, standard input is read to its end.
    func input(for configuration: ProjectConfiguration) async throws -> SourceInput {
        let source = configuration.source
        if SourceFetch.isAddress(source) {
            return try await SourceFetch.input(
                from: source,
                authorities: settings.engines.certificateAuthorities
            )
        }
        guard source == "-" else { return .path(source) }
        return .bytes(try StandardInput.read(), name: "standard input")
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
