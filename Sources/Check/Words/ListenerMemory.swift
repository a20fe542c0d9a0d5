/// What a listener knows of a voice by the takes it has heard.
package struct ListenerMemory: Sendable, Equatable, Codable {
    /// Whether it understands the words.
    package var words = WordTrust()
    /// The same of the way a take takes through its text.
    package var course = WordTrust()
    /// Words it can't hear.
    package var hardWords = HardWords()
    /// How the voice says its words.
    package var habits = WordHabits()

    /// Creates the memory of a voice that was never heard.
    package init() {}
}
