/// A small tree for documents of a few thousand elements; larger ones are read as events.
struct XMLElement: Sendable {
    var name: String
    var namespace: String?
    var attributes: [XMLAttribute]
    var children: [XMLElement] = []
    /// Text directly inside, pieces joined.
    var text = ""
    /// Line of the start tag, from 1.
    var line: Int

    /// The value of an attribute by its local name.
    subscript(_ name: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == nil }?.value
            ?? attributes.first { $0.name == name }?.value
    }

    /// Children with a local name, whatever their case: `dc:Title` exists.
    func children(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name || $0.name.lowercased() == name }
    }

    /// The first child with a local name.
    func first(_ name: String) -> XMLElement? { children(name).first }

    /// Text of the element and all below it, white space collapsed.
    var content: String {
        var pieces = [text]
        var stack = Array(children.reversed())
        while let element = stack.popLast() {
            pieces.append(element.text)
            stack.append(contentsOf: element.children.reversed())
        }
        return pieces.joined(separator: " ").collapsed
    }

    /// Reads a whole document.
    ///
    /// - Parameters:
    ///   - bytes: the document in any encoding.
    ///   - keepsPartial: give what was read before an error, when the root was.
    /// - Returns: the root, and the problem that ended the reading early.
    /// - Throws: `XMLProblem` when it is not well formed.
    static func read(
        _ bytes: [UInt8],
        keepsPartial: Bool = false
    ) throws -> (root: XMLElement, problem: XMLProblem?) {
        let builder = XMLTreeBuilder()
        do {
            try XMLReader(maximumElements: 400_000).read(bytes) { builder.take($0) }
        } catch let problem as XMLProblem {
            guard keepsPartial, let root = builder.root else { throw problem }
            return (root, problem)
        }
        guard let root = builder.root else {
            throw XMLProblem(message: "no element", line: 1, column: 1)
        }
        return (root, nil)
    }
}

/// Builds the tree from events.
private final class XMLTreeBuilder {
    private var open: [XMLElement] = []
    private var finished: XMLElement?

    /// The root; elements still open are closed.
    var root: XMLElement? {
        if let finished { return finished }
        var rest = open
        while let last = rest.popLast() {
            guard !rest.isEmpty else { return last }
            rest[rest.count - 1].children.append(last)
        }
        return nil
    }

    func take(_ event: XMLReader.Event) {
        switch event {
        case .start(let tag):
            open.append(
                XMLElement(
                    name: tag.name,
                    namespace: tag.namespace,
                    attributes: tag.attributes,
                    line: tag.line
                )
            )
        case .text(let text):
            if !open.isEmpty { open[open.count - 1].text += text }
        case .end:
            guard let last = open.popLast() else { return }
            if open.isEmpty { finished = last } else { open[open.count - 1].children.append(last) }
        }
    }
}

extension StringProtocol {
    /// The text with every run of white space as one blank and none at its ends, and without characters no voice
    /// could say.
    var collapsed: String {
        var result = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in unicodeScalars {
            switch ScalarClass.of(scalar.value) {
            case .space: needsSpace = !result.isEmpty
            case .ignorable, .joiner: continue
            case .ligature(let letters):
                if needsSpace { result.append(" ") }
                needsSpace = false
                result.append(contentsOf: letters.unicodeScalars)
            case .visible:
                if needsSpace { result.append(" ") }
                needsSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }
}
