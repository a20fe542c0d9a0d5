/// Somebody who writes down what is said in a recording.
package protocol Transcriber: Sendable {
    /// Writes down what is said in the audio at `path`, as an engine delivered it, in a language given
    /// by its BCP 47 tag.
    ///
    /// - Throws: `EngineError`, or `CancellationError` when the task was cancelled.
    func transcript(ofAudioAt path: String, language: String) async throws -> String
}
