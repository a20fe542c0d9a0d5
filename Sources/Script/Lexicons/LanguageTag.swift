/// BCP 47 tags, as far as we compare them.
enum LanguageTag {
    /// The language without region and script, in lower case.
    static func primary(_ tag: String) -> String {
        tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    }

    /// Whether two tags name the same language; nothing is the same as an empty tag.
    static func isSame(_ left: String, _ right: String) -> Bool {
        let left = primary(left)
        return !left.isEmpty && left == primary(right)
    }
}
