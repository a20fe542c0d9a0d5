/// Which voices of an engine are wanted; what is `nil` does not matter.
package struct VoiceFilter: Sendable, Equatable {
    /// Part of the id or name; services also search descriptions.
    package var search: String?
    /// BCP 47 tag; `en` fits `en-GB`.
    package var language: String?
    package var gender: String?
    /// Kind within the engine, such as `premade`.
    package var category: String?

    /// Creates a filter that every voice passes.
    package init() {}

    /// Whether a voice is wanted; `searched` says that the engine has looked for `search` itself.
    package func passes(_ voice: Voice, searched: Bool = false) -> Bool {
        if let search, !searched, !Self.holds([voice.id, voice.name], search) { return false }
        if let language, !voice.languages.contains(where: { Self.speaks($0, language) }) {
            return false
        }
        if let gender, voice.gender?.lowercased() != gender.lowercased() { return false }
        if let category, voice.category?.lowercased() != category.lowercased() { return false }
        return true
    }

    /// Whether any of the texts holds the words, in whatever case.
    package static func holds(_ texts: [String], _ words: String) -> Bool {
        let words = words.lowercased()
        return texts.contains { $0.lowercased().contains(words) }
    }

    /// Whether a tag is the wanted language or a kind of it: `en-GB` is `en`, `eng` is not.
    package static func speaks(_ tag: String, _ wanted: String) -> Bool {
        let (tag, wanted) = (tag.lowercased(), wanted.lowercased())
        return tag == wanted || tag.hasPrefix(wanted + "-")
    }
}
