import FoundationEssentials
import NarrateModel

/// What an engine said of a project's voices and model when they were last prepared.
///
/// With it a project whose takes are all there is checked, mastered and published where the service can't be
/// asked: without the key, without a network, after a voice was deleted. No key is in it.
struct KeptSessions: Sendable, Equatable, Codable {
    /// A choice and the session it led to.
    struct Entry: Sendable, Equatable, Codable {
        var choice: VoiceChoice
        var session: EngineSession
    }

    var entries: [Entry] = []

    /// Creates a collection.
    init(_ entries: [Entry] = []) { self.entries = entries }

    /// Reads what a project keeps; nothing when there is none, or none that can be read.
    init(of folder: ProjectFolder) {
        guard let data = FileManager.default.contents(atPath: folder.sessions),
            let kept = try? JSONDecoder().decode(KeptSessions.self, from: data)
        else { return }
        self = kept
    }

    /// Writes the collection down, unless it is there already.
    func write(to folder: ProjectFolder) throws {
        guard !entries.isEmpty, KeptSessions(of: folder) != self else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            try encoder.encode(self).write(to: URL(filePath: folder.sessions), options: .atomic)
        } catch {
            throw ProjectError(
                code: .storage,
                message: "can't write '\(folder.sessions)': \(error)"
            )
        }
    }

    /// The session that a choice led to when it was last made, under the names it may have now.
    func session(for choice: VoiceChoice, engine: String) -> EngineSession? {
        entries.first { entry in
            let template = entry.session.template
            var asked = choice
            if [template.voice, entry.session.voiceName].contains(asked.voice) {
                asked.voice = entry.choice.voice
            }
            if asked.model == template.model { asked.model = entry.choice.model }
            return template.engine == engine && asked == entry.choice
        }?
        .session
    }
}
