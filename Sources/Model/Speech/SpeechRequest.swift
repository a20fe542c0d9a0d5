/// Everything that changes the sound or the price of a take, and nothing else.
///
/// Its canonical form is what a take is named by: the stitching context is not part of it.
package struct SpeechRequest: Sendable, Hashable, Codable {
    /// The text that is spoken.
    package var text: String
    package var engine: String
    /// Version of what the engine does with the same request, where it is known to change the sound.
    package var engineVersion: String
    package var voice: String
    package var model: String
    /// BCP 47 tag that is sent, where one is.
    package var language: String?
    /// Engine settings by name, such as `stability`.
    package var settings: [String: String]
    /// What the engine is asked to deliver, in its own words: `mp3_44100_128`, `wav_22050`.
    package var outputFormat: String
    package var seed: UInt32?

    /// Creates a request.
    package init(
        text: String,
        engine: String,
        engineVersion: String = "",
        voice: String,
        model: String,
        language: String? = nil,
        settings: [String: String] = [:],
        outputFormat: String,
        seed: UInt32? = nil
    ) {
        self.text = text
        self.engine = engine
        self.engineVersion = engineVersion
        self.voice = voice
        self.model = model
        self.language = language
        self.settings = settings
        self.outputFormat = outputFormat
        self.seed = seed
    }

    /// An unambiguous spelling of the request, to be hashed: each field as `name:length:value`.
    package var canonicalForm: [UInt8] {
        var fields: [(String, String)] = [
            ("format", "1"), ("text", text), ("engine", engine), ("engineVersion", engineVersion),
            ("voice", voice), ("model", model), ("language", language ?? ""),
            ("outputFormat", outputFormat), ("seed", seed.map(String.init) ?? ""),
        ]
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            fields.append(("setting.\(name)", value))
        }
        return fields.flatMap { Array("\($0.0):\($0.1.utf8.count):\($0.1)\n".utf8) }
    }

    /// Unicode scalars of the text.
    package var characterCount: Int { text.scalarCount }
}
