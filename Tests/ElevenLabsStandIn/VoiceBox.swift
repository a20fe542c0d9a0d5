import Foundation

/// Something that turns an order into audio of the right shape.
protocol VoiceBox: Sendable {
    /// The whole file, and its length in seconds.
    func audio(for order: SpeechOrder, withInfoFrame: Bool) async throws -> RenderedSpeech
}

/// Audio that was made.
struct RenderedSpeech: Sendable {
    var bytes: Data
    var seconds: Double
}
