/// What is asked of an engine besides voice and model.
package struct EngineOptions: Sendable, Equatable {
    /// Whether a service may keep text and audio in its history.
    package var keepsHistory = true
    /// Whether the times of words are asked for and kept with the takes.
    package var wantsTimes = false
    /// Whether the service applies the lexicons itself.
    package var uploadsLexicons = false

    /// Creates options that ask for nothing special.
    package init() {}

    /// Makes sure that an engine can do what is asked for.
    func check(for engine: String) throws(ProjectError) {
        guard engine != "elevenlabs" else { return }
        // What stays on this machine is kept by nobody else.
        if !keepsHistory, engine == "openai" {
            throw .onlyElevenLabs("--no-retention", engine)
        }
        if wantsTimes { throw .onlyElevenLabs("--timestamps", engine) }
        if uploadsLexicons { throw .onlyElevenLabs("--upload-lexicons", engine) }
    }
}

extension ProjectError {
    fileprivate static func onlyElevenLabs(_ option: String, _ engine: String) -> ProjectError {
        ProjectError(
            code: .usage,
            message: "\(option) is for the engine 'elevenlabs', not for '\(engine)'"
        )
    }
}
