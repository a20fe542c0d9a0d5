/// What is known of a program besides how it is called.
package struct CommandOptions: Sendable, Equatable {
    /// Processes at once.
    package var concurrency: Int
    /// What the program delivers: `wav`, `mp3`, `flac`, or `pcm_22050` for bare samples.
    package var outputFormat = "wav"
    /// The voices that may be named; empty when any may.
    package var voices: [String] = []
    package var charactersPerSecond = 15.0
    /// Longest text of one call, in Unicode scalars.
    package var maxCharacters = 5_000
    /// How long a call may take, whatever the text, and more for each character of it.
    package var timeout: Duration = .seconds(60)
    package var timeoutPerCharacter: Duration = .milliseconds(500)

    /// Creates options.
    package init(concurrency: Int) { self.concurrency = max(1, concurrency) }
}
