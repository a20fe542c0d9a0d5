/// Cuts a content document into tags and text the way browsers do: whatever the bytes are, it comes to an end
/// and loses no text.
///
/// Works on UTF-8 that the decoder has made valid. It never recurses and reads each byte once, so that neither
/// depth nor size can hurt.
struct MarkupTokenizer {
    /// What comes next in a document.
    enum Token {
        /// Text without character references to resolve.
        case text(Range<Int>)
        /// Text that a character reference stands for.
        case characters(String)
        case start(MarkupTag)
        case end(ElementName)
        case finished
    }

    /// The document in UTF-8.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Whether empty-element tags end their element, and `CDATA` sections are text.
    let isXML: Bool
    private(set) var position = 0
    /// Places that are not well formed: how many, and the byte of the first.
    private(set) var flaws = MarkupFlaws()
    private(set) var entities = MarkupEntities()
    /// An element whose content is text up to its end tag.
    private var rawElement: String?
    private var cdataEnd: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>, isXML: Bool) {
        self.bytes = bytes
        self.isXML = isXML
    }

    /// The next token.
    mutating func next() -> Token {
        while position < bytes.count {
            if let cdataEnd { return cdataText(until: cdataEnd) }
            if let rawElement, let token = rawText(of: rawElement) { return token }
            if position >= bytes.count { break }
            switch bytes[position] {
            case UInt8(ascii: "<"):
                if let token = markup() { return token }
            case UInt8(ascii: "&"):
                return reference()
            default:
                let start = position
                position = ByteScan.endOfText(in: bytes, from: position)
                return .text(start..<position)
            }
        }
        return .finished
    }

    /// Makes the content of the element just started plain text up to its end tag, as in HTML.
    mutating func readRawText(of name: String) { rawElement = name }

    private mutating func cdataText(until end: Int) -> Token {
        let range = position..<end
        position = min(end + 3, bytes.count)
        cdataEnd = nil
        return .text(range)
    }

    private mutating func rawText(of name: String) -> Token? {
        let start = position
        var index = position
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "/"), isName(name, at: index + 2)
            {
                break
            }
            index += 1
        }
        rawElement = nil
        position = index
        return index > start ? .text(start..<index) : nil
    }

    private func isName(_ name: String, at start: Int) -> Bool {
        var index = start
        for letter in name.utf8 {
            guard index < bytes.count, bytes[index] | 0x20 == letter else { return false }
            index += 1
        }
        return index >= bytes.count || !MarkupTokenizer.isNameByte(bytes[index])
    }

    // MARK: Markup

    private mutating func markup() -> Token? {
        let next = position + 1
        guard next < bytes.count else {
            flaws.note(at: position)
            position = bytes.count
            return .text(bytes.count - 1..<bytes.count)
        }
        switch bytes[next] {
        case UInt8(ascii: "!"): return declaration()
        case UInt8(ascii: "?"):
            skip(pastByte: UInt8(ascii: ">"), from: next)
            return nil
        case UInt8(ascii: "/"): return endTag()
        case let byte where MarkupTokenizer.isLetter(byte): return startTag()
        default:
            flaws.note(at: position)
            position = next
            return .text(next - 1..<next)
        }
    }

    private mutating func declaration() -> Token? {
        if matches("<!--", at: position) {
            let body = position + 4
            // `<!-->` and `<!--->` are whole comments (HTML, section 13.2.5.43).
            if matches(">", at: body) {
                position = body + 1
            } else if matches("->", at: body) {
                position = body + 2
            } else if let end = ByteScan.find("-->", in: bytes, from: body) {
                position = end + 3
            } else {
                flaws.note(at: position)
                position = bytes.count
            }
            return nil
        }
        if matches("<![CDATA[", at: position) {
            let body = position + 9
            cdataEnd = ByteScan.find("]]>", in: bytes, from: body) ?? bytes.count
            position = body
            if cdataEnd == body {
                cdataEnd = nil
                position = min(body + 3, bytes.count)
            }
            return nil
        }
        skipDoctype()
        return nil
    }

    private mutating func skipDoctype() {
        var index = position + 2
        var inSubset = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "[") { inSubset = true }
            if byte == UInt8(ascii: "]") { inSubset = false }
            if inSubset, matches("<!ENTITY", at: index) {
                index = entities.declare(in: bytes, from: index + 8)
                continue
            }
            if inSubset, matches("<!--", at: index),
                let end = ByteScan.find("-->", in: bytes, from: index + 4)
            {
                index = end + 3
                continue
            }
            if byte == UInt8(ascii: ">"), !inSubset {
                position = index + 1
                return
            }
            index += 1
        }
        position = bytes.count
    }

    private mutating func skip(pastByte byte: UInt8, from start: Int) {
        guard let index = ByteScan.first(byte, in: bytes, from: start) else {
            flaws.note(at: start)
            position = bytes.count
            return
        }
        position = index + 1
    }

    private mutating func endTag() -> Token? {
        let nameStart = position + 2
        guard nameStart < bytes.count, MarkupTokenizer.isLetter(bytes[nameStart]) else {
            flaws.note(at: position)
            skip(pastByte: UInt8(ascii: ">"), from: position)
            return nil
        }
        let nameEnd = end(ofNameFrom: nameStart)
        let name = ElementName(UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd]))
        skip(pastByte: UInt8(ascii: ">"), from: nameEnd)
        return .end(name)
    }

    private mutating func startTag() -> Token {
        let start = position
        let nameStart = position + 1
        let nameEnd = end(ofNameFrom: nameStart)
        let name = ElementName(UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd]))
        var tag = MarkupTag(name, offset: start)
        if tag.name.utf8.count != nameEnd - nameStart {
            tag.writtenName = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
                .lowercased()
        }
        var scanner = AttributeScanner(bytes, from: nameEnd)
        while let attribute = scanner.next() {
            if tag.attributes.count < IngestLimits.attributes { tag.attributes.append(attribute) }
        }
        tag.isEmptyElement = scanner.isEmptyElement
        tag.end = scanner.position
        if scanner.hasFlaw { flaws.note(at: start) }
        position = scanner.position
        return .start(tag)
    }

    // MARK: Character references

    private mutating func reference() -> Token {
        let start = position
        var decoder = ReferenceDecoder(bytes, entities: entities)
        guard let decoded = decoder.decode(at: start) else {
            flaws.note(at: start)
            position = start + 1
            return .text(start..<start + 1)
        }
        entities.spent += decoded.text.utf8.count
        position = decoded.end
        if !decoded.isTerminated { flaws.note(at: start) }
        return .characters(decoded.text)
    }

    // MARK: Bytes

    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (byte >= 0x30 && byte <= 0x3A) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private func end(ofNameFrom start: Int) -> Int {
        var index = start
        while index < bytes.count, MarkupTokenizer.isNameByte(bytes[index]) { index += 1 }
        return index
    }

    private func matches(_ text: StaticString, at start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start + count <= bytes.count else { return false }
        return text.withUTF8Buffer { buffer in
            for offset in 0..<count where buffer[offset] != bytes[start + offset] { return false }
            return true
        }
    }
}

/// Places of a document that are not well formed.
struct MarkupFlaws: Equatable {
    private(set) var count = 0
    /// Byte offset of the first.
    private(set) var first: Int?

    mutating func note(at offset: Int) {
        count += 1
        if first == nil { first = offset }
    }
}
