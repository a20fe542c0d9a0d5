import FoundationEssentials
import NarrateIngest
import NarrateModel
import NarrateScript

/// The first two stages of a source: what it says, and what will be spoken.
package struct Preparation: Sendable {
    package var configuration: ProjectConfiguration
    /// The source with the chapters that were chosen narrated.
    package var publication: Publication
    /// The source as it is narrated when nothing is chosen: track numbers depend on all of it.
    package var wholePublication: Publication
    package var script: NarrationScript
    /// What was wrong in the lexicons that were named, in their order.
    package var lexiconFindings: [LexiconFinding]
    /// What the engine said of each voice, to be kept with the project.
    var sessions = KeptSessions()

    /// Reads the source and applies the choice of chapters and metadata.
    ///
    /// `standardInput`: the text, when the source is `-`.
    /// - Throws: `SourceError`.
    package static func publication(
        _ configuration: ProjectConfiguration,
        input: SourceInput
    ) throws -> (chosen: Publication, whole: Publication) {
        let reader = SourceReader(options: configuration.ingest)
        var publication: Publication
        switch input {
        case .path(let path): publication = try reader.publication(at: path)
        case .bytes(let bytes, let name):
            publication = try reader.publication(ofText: bytes, named: name)
        }
        publication.source = configuration.source
        try configuration.overrides.apply(to: &publication)
        let chosen = try configuration.selection.applied(to: publication)
        return (chosen, publication)
    }

    /// Reads the source and writes its script.
    ///
    /// - Throws: `SourceError`.
    package init(_ configuration: ProjectConfiguration, input: SourceInput) throws {
        try self.init(
            configuration,
            read: Self.publication(configuration, input: input),
            lexicons: Self.lexicons(configuration)
        )
    }

    private static func lexicons(_ configuration: ProjectConfiguration) throws -> [LexiconReading] {
        try configuration.lexicons.map { try LexiconReader().reading(at: $0) }
    }

    private init(
        _ configuration: ProjectConfiguration,
        read: (chosen: Publication, whole: Publication),
        lexicons: [LexiconReading]
    ) throws {
        self.configuration = configuration
        (publication, wholePublication) = read
        lexiconFindings = lexicons.flatMap(\.findings)
        let areUploaded = configuration.engineOptions.uploadsLexicons
        script = ScriptWriter(
            options: configuration.script,
            lexicons: areUploaded ? [] : lexicons.map(\.lexicon)
        )
        .script(of: publication)
        guard !script.chapters.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "there is nothing to narrate in it",
                source: configuration.source,
                hint: "see what was found with: narrate ingest"
            )
        }
    }
}

extension Preparation {
    /// Prepares a run: it needs what is spoken, not the book's own text nor where the two differ,
    /// so that hours of recording don't hold them.
    package static func prepareRecording(
        _ configuration: ProjectConfiguration,
        input: SourceInput,
        engine: any SpeechEngine
    ) async throws -> (Preparation, EngineSession) {
        var result = try await prepare(configuration, input: input, engine: engine)
        result.0.letGoOfText()
        return result
    }

    private mutating func letGoOfText() {
        for index in publication.chapters.indices { publication.chapters[index].blocks = [] }
        for index in wholePublication.chapters.indices {
            wholePublication.chapters[index].blocks = []
        }
        for chapter in script.chapters.indices {
            for utterance in script.chapters[chapter].utterances.indices {
                script.chapters[chapter].utterances[utterance].changes = []
            }
        }
    }
}

/// Where the source's bytes come from.
package enum SourceInput: Sendable {
    case path(String)
    /// Bytes that were read already and a name for them: standard input, a downloaded page.
    case bytes([UInt8], name: String)
}

extension ProjectConfiguration.MetadataOverrides {
    /// Puts what was chosen in the place of what the source says.
    func apply(to publication: inout Publication) throws {
        if let title { publication.metadata.title = title }
        if let language { publication.metadata.language = language }
        if let isbn { publication.metadata.identifiers["isbn"] = isbn }
        if let authors { replace(.author, by: authors, in: &publication.metadata) }
        if let narrator { replace(.narrator, by: [narrator], in: &publication.metadata) }
        if let cover { publication.cover = try Self.cover(at: cover) }
    }

    private func replace(
        _ role: Contributor.Role,
        by names: [String],
        in metadata: inout Metadata
    ) {
        metadata.contributors.removeAll { $0.role == role }
        let named = names.map { Contributor(name: $0, role: role) }
        metadata.contributors.insert(contentsOf: named, at: 0)
    }

    private static func cover(at path: String) throws -> Cover {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SourceError(
                code: .unreadable,
                message: "can't read the cover '\(path)'",
                source: path
            )
        }
        let bytes = Array(data)
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            return Cover(mediaType: "image/jpeg", bytes: bytes)
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            return Cover(mediaType: "image/png", bytes: bytes)
        }
        throw SourceError(
            code: .invalid,
            message: "the cover '\(path)' is neither a JPEG nor a PNG picture",
            source: path
        )
    }
}

extension Preparation {
    /// Reads the source, makes sure that the voice works for its language, and writes the script
    /// within the limits of the model.
    package static func prepare(
        _ configuration: ProjectConfiguration,
        input: SourceInput,
        engine: any SpeechEngine
    ) async throws -> (Preparation, EngineSession) {
        let read = try publication(configuration, input: input)
        var choice = configuration.voice
        choice.language = choice.language ?? read.chosen.metadata.language
        var configuration = configuration
        let lexicons = try lexicons(configuration)
        if configuration.engineOptions.uploadsLexicons {
            choice.lexicons = lexicons.map(\.lexicon)
        }
        var session = try await engine.prepare(choice)
        var sessions = KeptSessions([.init(choice: choice, session: session)])
        for (name, choice) in castChoices(configuration.script.voices, choice) {
            let voice = try await engine.prepare(choice)
            session.cast[name] = EngineSession.CastVoice(voice)
            sessions.entries.append(.init(choice: choice, session: voice))
        }
        configuration.script.maxCharacters = min(
            configuration.script.maxCharacters,
            session.model.maxCharacters
        )
        configuration.script.fit(
            engine: engine.name,
            model: session.template.model,
            voice: session.template.voice
        )
        for (name, voice) in session.cast {
            configuration.script.voicePhonemes[name] = .of(
                engine: engine.name,
                model: voice.template.model,
                voice: voice.template.voice
            )
        }
        var preparation = try Preparation(configuration, read: read, lexicons: lexicons)
        // What a service was told of lexicons is not kept, so neither are sessions that rest on it.
        if choice.lexicons.isEmpty { preparation.sessions = sessions }
        return (preparation, session)
    }

    /// Every voice of the manifest, to be made sure of before anything is spent.
    private static func castChoices(
        _ roles: VoiceRoles,
        _ choice: VoiceChoice
    ) -> [(name: String, choice: VoiceChoice)] {
        roles.voices.map { name, language in
            var own = choice
            own.voice = name
            own.language = language ?? choice.language
            return (name, own)
        }
    }
}
