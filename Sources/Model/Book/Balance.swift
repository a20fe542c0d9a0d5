/// The account of a source's visible text: every character is narrated or set aside with a reason.
package struct Balance: Sendable, Equatable, Codable {
    /// Why visible text is not narrated.
    package enum Reason: String, Sendable, Codable, CaseIterable {
        case frontMatter, backMatter, footnote, noteReference, navigation, hidden, pageNumber
        case runningHead, table, code, figure, caption, altText, math, rubyReading, licence,
            duplicate
        case excluded, other
    }

    /// Non-white-space Unicode scalars that an independent count of the source finds.
    package var visible: Int
    /// Those of them that are in narrated chapters.
    package var narrated: Int
    /// Those of them that are not, by reason.
    package var setAside: [Reason: Int]

    /// Creates an account.
    package init(visible: Int = 0, narrated: Int = 0, setAside: [Reason: Int] = [:]) {
        self.visible = visible
        self.narrated = narrated
        self.setAside = setAside
    }

    /// Whether nothing was lost and nothing doubled.
    package var isClosed: Bool { visible == narrated + setAside.values.reduce(0, +) }
}
