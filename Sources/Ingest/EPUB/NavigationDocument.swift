/// The table of contents and landmarks of an EPUB 3 navigation document (EPUB 3.3, section 7).
struct NavigationDocument {
    private(set) var contents: [ContentsEntry] = []
    private(set) var landmarks: [(zone: Zone, reference: Reference)] = []

    /// An entry and how many lists it is nested in.
    struct Line {
        var depth: Int
        var label: String
        var target: Reference?
    }

    init(_ bytes: [UInt8], path: String) {
        var reader = NavigationReader(path: path)
        bytes.withUnsafeBufferPointer { reader.read($0) }
        let lines = reader.contents.isEmpty ? reader.untyped : reader.contents
        contents = NavigationDocument.tree(lines)
        landmarks = reader.landmarks
    }

    /// Entries nested by their depth.
    static func tree(_ lines: [Line]) -> [ContentsEntry] {
        var stack: [(depth: Int, entry: ContentsEntry)] = []
        var roots: [ContentsEntry] = []
        func close(downTo depth: Int) {
            while let last = stack.last, last.depth >= depth {
                stack.removeLast()
                if stack.isEmpty {
                    roots.append(last.entry)
                } else {
                    stack[stack.count - 1].entry.children.append(last.entry)
                }
            }
        }
        for line in lines.prefix(IngestLimits.contentsEntries) {
            let depth = min(line.depth, IngestLimits.contentsDepth)
            close(downTo: depth)
            stack.append((depth, ContentsEntry(label: line.label, target: line.target)))
        }
        close(downTo: 0)
        return roots
    }
}

/// Reads the lists of a navigation document.
private struct NavigationReader {
    let path: String
    private(set) var contents: [NavigationDocument.Line] = []
    private(set) var untyped: [NavigationDocument.Line] = []
    private(set) var landmarks: [(zone: Zone, reference: Reference)] = []
    private var kind = Kind.outside
    private var depth = 0
    private var label = ""
    private var href: String?
    private var zone: Zone?
    private var isLabelOpen = false
    private var isItemNew = false

    private enum Kind { case outside, contents, landmarks, untyped, other }

    init(path: String) { self.path = path }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var tokenizer = MarkupTokenizer(bytes, isXML: true)
        while true {
            switch tokenizer.next() {
            case .text(let range):
                if kind != .outside { label += String(decoding: bytes[range], as: UTF8.self) }
            case .characters(let text): if kind != .outside { label += text }
            case .start(let tag): start(tag)
            case .end(let name): end(name.text)
            case .finished:
                finishItem()
                return
            }
        }
    }

    private mutating func start(_ tag: MarkupTag) {
        switch tag.name {
        case "nav": open(tag)
        case "ol", "ul":
            finishItem()
            depth += 1
        case "li":
            finishItem()
            label = ""
            isItemNew = kind != .outside && depth > 0
        case "a":
            href = tag["href"]
            label = ""
            zone = Semantics(tag).zone
        case "span": if href == nil { label = "" }
        case "img": if label.collapsed.isEmpty { label += tag["alt"] ?? "" }
        default: break
        }
    }

    private mutating func open(_ tag: MarkupTag) {
        let types = Semantics(tag).types
        if types.contains("toc") || types.contains("doc-toc") {
            kind = contents.isEmpty ? .contents : .other
        } else if types.contains("landmarks") {
            kind = .landmarks
        } else {
            kind = types.isEmpty ? .untyped : .other
        }
        depth = 0
    }

    private mutating func end(_ name: String) {
        switch name {
        case "nav":
            finishItem()
            kind = .outside
        case "ol", "ul":
            finishItem()
            depth = max(0, depth - 1)
        case "li": finishItem()
        default: break
        }
    }

    private mutating func finishItem() {
        defer {
            isItemNew = false
            href = nil
            label = ""
        }
        guard isItemNew else { return }
        let target = href.flatMap { Href.resolve($0, from: path) }
        let line = NavigationDocument.Line(depth: depth, label: label.collapsed, target: target)
        switch kind {
        case .contents: contents.append(line)
        case .untyped: untyped.append(line)
        case .landmarks: if let zone, let target { landmarks.append((zone, target)) }
        case .outside, .other: break
        }
    }
}
