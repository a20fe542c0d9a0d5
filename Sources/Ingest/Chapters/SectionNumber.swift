/// The number of a section at the head of its title: `2.1 Where`, `A.3. What else`.
enum SectionNumber {
    /// Its parts, the chapter's number or letter first, or `nil` where a title begins with no number of two parts.
    static func parts(of title: String) -> [Substring]? {
        let parts = title.prefix { !$0.isWhitespace }.split(separator: ".")
        guard parts.count >= 2, let first = parts.first,
            first.allSatisfy(\.isNumber) || (first.count == 1 && first.allSatisfy(\.isLetter)),
            parts.dropFirst().allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return nil }
        return parts
    }
}
