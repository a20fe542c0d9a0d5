/// A stretch of the book that a listener would call a chapter.
package struct Chapter: Sendable, Equatable, Codable {
    /// The division of the book it belongs to (EPUB structural semantics).
    package enum Role: String, Sendable, Codable { case front, body, back }

    /// Position in the publication, from 1.
    package var index: Int
    /// Never empty; ordinal and title in one: `Chapter I. Down the Rabbit-Hole`.
    package var title: String
    /// Titles of the parts or books above it, outermost first.
    package var partTitles: [String]
    package var role: Role
    package var isNarrated: Bool
    /// Why it is set aside, when it is not narrated.
    package var reason: Balance.Reason?
    /// Content in reading order; headings are blocks too.
    package var blocks: [Block]
    /// Document it starts in, relative to the source.
    package var source: String

    /// Creates a chapter.
    package init(
        index: Int,
        title: String,
        partTitles: [String] = [],
        role: Role = .body,
        isNarrated: Bool = true,
        reason: Balance.Reason? = nil,
        blocks: [Block],
        source: String
    ) {
        self.index = index
        self.title = title
        self.partTitles = partTitles
        self.role = role
        self.isNarrated = isNarrated
        self.reason = reason
        self.blocks = blocks
        self.source = source
    }

    /// The narratable text: blocks joined by newlines, the heading first.
    package var text: String {
        blocks.filter { !$0.text.isEmpty }.map(\.text).joined(separator: "\n")
    }

    /// Unicode scalars of `text`.
    package var characterCount: Int {
        var count = 0
        // By index: a block is not copied to be counted.
        for index in blocks.indices where !blocks[index].text.isEmpty {
            count += blocks[index].text.scalarCount + 1
        }
        return max(0, count - 1)
    }
}
