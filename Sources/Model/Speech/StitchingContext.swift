/// What an engine is told about the neighbours of a request so that the tone carries over.
package struct StitchingContext: Sendable, Equatable, Codable {
    package var previousText: String?
    package var nextText: String?
    /// Requests just before it in the text, in text order, at most 3.
    package var previousRequestIDs: [String]
    /// Requests just after it in the text, in text order, at most 3.
    package var nextRequestIDs: [String]

    /// Creates a context; the default says nothing.
    package init(
        previousText: String? = nil,
        nextText: String? = nil,
        previousRequestIDs: [String] = [],
        nextRequestIDs: [String] = []
    ) {
        self.previousText = previousText
        self.nextText = nextText
        self.previousRequestIDs = previousRequestIDs
        self.nextRequestIDs = nextRequestIDs
    }

    package static let none = StitchingContext()
}
