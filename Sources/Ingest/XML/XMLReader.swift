import CXML

/// Reads XML that has to be well formed, event by event, with bounds on depth, size and entities.
///
/// Nothing outside the document is ever read: no DTD, no external entity, no network. References to anything but
/// the five entities of XML itself are errors, so that no document can grow by referring. The encoding is found
/// before libxml2 sees the text, in every encoding books use.
///
///     try XMLReader().read(bytes) { event in
///         switch event {
///         case .start(let element): …   // element.name, element["attribute"], element.line
///         case .text(let text): …       // may come in several pieces
///         case .end(let name): …
///         }
///     }
struct XMLReader: Sendable {
    /// A piece of a document.
    enum Event: Sendable {
        case start(XMLStartTag)
        case text(String)
        /// Local name of the element that ends.
        case end(String)
    }

    /// Deepest nesting that is read.
    var maximumDepth = IngestLimits.xmlDepth
    /// Most elements that are read.
    var maximumElements = IngestLimits.xmlElements
    /// Largest document, in bytes.
    var maximumBytes = IngestLimits.documentBytes

    private static let library: Void = xmlInitParser()

    /// Reads a document to its end.
    ///
    /// - Throws: `XMLProblem` with line and column when it is not well formed or beyond a bound; whatever `handle`
    ///   throws, which ends the reading.
    func read(_ bytes: [UInt8], handle: @escaping (Event) throws -> Void) throws {
        guard bytes.count <= maximumBytes else {
            throw XMLProblem.tooLarge(bytes: bytes.count, limit: maximumBytes)
        }
        XMLReader.library
        let text = TextDecoder(readsDeclaration: true).decode(bytes)
        let sink = XMLSink(
            maximumDepth: maximumDepth,
            maximumElements: maximumElements,
            handle: handle
        )
        // Blank lines before the declaration are fatal in XML and common in books.
        let body = text.bytes.drop { ScalarClass.isASCIISpace($0) }
        try withExtendedLifetime(sink) {
            let context = try XMLPushContext(sink: sink)
            try context.parse(Array(body), sink: sink)
        }
        if let problem = sink.problem { throw problem }
    }
}

/// An element's start: its name, namespace, attributes and place.
struct XMLStartTag: Sendable {
    /// Local name.
    let name: String
    /// Namespace name, `nil` outside of any.
    let namespace: String?
    let attributes: [XMLAttribute]
    /// From 1.
    let line: Int
    let column: Int

    /// The value of an attribute by its local name; one without prefix wins.
    subscript(_ name: String) -> String? {
        var found: String?
        for attribute in attributes where attribute.name == name {
            if attribute.namespace == nil { return attribute.value }
            found = found ?? attribute.value
        }
        return found
    }
}

/// An attribute of an element.
struct XMLAttribute: Sendable {
    /// Local name.
    let name: String
    let namespace: String?
    let value: String
}

/// Why a document could not be read as XML, and where.
struct XMLProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, lower case, without a full stop.
    var message: String
    /// From 1.
    var line: Int
    var column: Int

    var description: String { "line \(line), column \(column): \(message)" }

    static func tooLarge(bytes: Int, limit: Int) -> Self {
        Self(message: "\(bytes) bytes are over the limit of \(limit)", line: 1, column: 1)
    }

    static func tooDeep(limit: Int, line: Int) -> Self {
        Self(message: "elements nest deeper than the limit of \(limit)", line: line, column: 1)
    }

    static func tooMany(limit: Int, line: Int) -> Self {
        Self(message: "more elements than the limit of \(limit)", line: line, column: 1)
    }
}
