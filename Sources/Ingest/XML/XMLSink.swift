/// What the callbacks of one parse know; it lives for one call of `XMLReader.read`.
final class XMLSink {
    private let maximumDepth: Int
    private let maximumElements: Int
    private let handle: (XMLReader.Event) throws -> Void
    private var depth = 0
    private var elements = 0
    /// The first thing that went wrong; nothing is handed on after it.
    private(set) var problem: (any Error)?

    init(
        maximumDepth: Int,
        maximumElements: Int,
        handle: @escaping (XMLReader.Event) throws -> Void
    ) {
        self.maximumDepth = maximumDepth
        self.maximumElements = maximumElements
        self.handle = handle
    }

    func start(_ tag: XMLStartTag) {
        depth += 1
        elements += 1
        if depth > maximumDepth { fail(XMLProblem.tooDeep(limit: maximumDepth, line: tag.line)) }
        if elements > maximumElements {
            fail(XMLProblem.tooMany(limit: maximumElements, line: tag.line))
        }
        give(.start(tag))
    }

    func text(_ text: String) { give(.text(text)) }

    func end(_ name: String) {
        depth -= 1
        give(.end(name))
    }

    func fail(_ error: any Error) {
        if problem == nil { problem = error }
    }

    private func give(_ event: XMLReader.Event) {
        guard problem == nil else { return }
        do { try handle(event) } catch { problem = error }
    }
}
