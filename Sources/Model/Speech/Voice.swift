/// A voice an engine offers.
package struct Voice: Sendable, Equatable, Codable {
    /// What the engine calls it.
    package var id: String
    package var name: String
    /// BCP 47 tags it speaks.
    package var languages: [String]
    package var gender: String?
    /// Kind within the engine, such as `premade`, `cloned` or a variant.
    package var category: String?
    /// What the engine says about it.
    package var about: String?

    /// Creates a voice.
    package init(
        id: String,
        name: String,
        languages: [String] = [],
        gender: String? = nil,
        category: String? = nil,
        about: String? = nil
    ) {
        self.id = id
        self.name = name
        self.languages = languages
        self.gender = gender
        self.category = category
        self.about = about
    }
}

/// A model an engine offers, and its limits.
package struct SpeechModel: Sendable, Equatable, Codable {
    package var id: String
    package var name: String
    /// Longest text of one request, in Unicode scalars.
    package var maxCharacters: Int
    /// Credits per character of text.
    package var creditsPerCharacter: Double
    /// BCP 47 tags it speaks; empty when unknown.
    package var languages: [String]

    /// Creates a model.
    package init(
        id: String,
        name: String,
        maxCharacters: Int,
        creditsPerCharacter: Double,
        languages: [String] = []
    ) {
        self.id = id
        self.name = name
        self.maxCharacters = maxCharacters
        self.creditsPerCharacter = creditsPerCharacter
        self.languages = languages
    }
}
