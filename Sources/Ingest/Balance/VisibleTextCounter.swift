/// Counts the visible characters of a content document by a scan of its bytes that shares nothing with the
/// extraction but the class of a character.
///
/// Text counts wherever it stands, hidden or not, except in scripts, styles, titles of the document, comments and
/// declarations; the alternatives of pictures and formulas count too.
struct VisibleTextCounter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isXML: Bool
    private var index = 0
    private var total = 0
    /// Whether the title of the document was passed; later ones are content.
    private var hasTitle = false
    private var entities = MarkupEntities()

    private init(_ bytes: UnsafeBufferPointer<UInt8>, isXML: Bool) {
        self.bytes = bytes
        self.isXML = isXML
    }

    /// Visible characters of a document in valid UTF-8.
    static func count(_ bytes: [UInt8], isXML: Bool) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var counter = VisibleTextCounter(buffer, isXML: isXML)
            return counter.count()
        }
    }

    private mutating func count() -> Int {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"): markup()
            case UInt8(ascii: "&"): reference()
            case 0x80...: scalar()
            default: plainText()
            }
        }
        return total
    }

    /// Text in ASCII up to the next byte that means more.
    private mutating func plainText() {
        let run = ByteScan.asciiRun(in: bytes, from: index, isMarkup: true)
        total += run.visible
        index = run.end
    }

    private mutating func scalar() {
        let byte = bytes[index]
        if byte < 0x80 {
            if byte > 0x20, byte != 0x7F { total += 1 }
            index += 1
            return
        }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length where index + offset < bytes.count {
            value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        total += ScalarClass.isPlainWide(value) ? 1 : ScalarClass.weight(value)
        index += length
    }

    private mutating func reference() {
        var decoder = ReferenceDecoder(bytes, entities: entities)
        guard let decoded = decoder.decode(at: index) else {
            total += 1
            index += 1
            return
        }
        entities.spent += decoded.text.utf8.count
        total += ScalarClass.weight(of: decoded.text)
        index = decoded.end
    }

    // MARK: Markup

    private mutating func markup() {
        guard index + 1 < bytes.count else {
            total += 1
            index = bytes.count
            return
        }
        let next = bytes[index + 1]
        if next == UInt8(ascii: "!") { return declaration() }
        if next == UInt8(ascii: "?") { return skip(to: ">") }
        if next == UInt8(ascii: "/") {
            return skip(to: ">")
        }
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20) else {
            total += 1
            index += 1
            return
        }
        element()
    }

    private mutating func declaration() {
        if starts("<!--") {
            index += 4
            if starts(">") || starts("->") { return skip(to: ">") }
            return skip(past: "-->")
        }
        if starts("<![CDATA[") {
            index += 9
            while index < bytes.count, !starts("]]>") { scalar() }
            index = min(index + 3, bytes.count)
            return
        }
        doctype()
    }

    private mutating func doctype() {
        var depth = 0
        index += 2
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "[") { depth = 1 }
            if bytes[index] == UInt8(ascii: "]") { depth = 0 }
            if depth == 1, starts("<!ENTITY") {
                index = entities.declare(in: bytes, from: index + 8)
                continue
            }
            if depth == 1, starts("<!--") {
                let start = index
                skip(past: "-->")
                if index == bytes.count, !bytes.suffix(3).elementsEqual("-->".utf8) {
                    index = start + 1
                }
                continue
            }
            if depth == 0, bytes[index] == UInt8(ascii: ">") {
                index += 1
                return
            }
            index += 1
        }
    }

    private mutating func element() {
        let nameStart = index + 1
        var nameEnd = nameStart
        while nameEnd < bytes.count, MarkupTokenizer.isNameByte(bytes[nameEnd]) { nameEnd += 1 }
        guard let name = contentName(nameStart..<nameEnd) else {
            var scanner = AttributeScanner(bytes, from: nameEnd)
            scanner.skip()
            index = scanner.position
            return
        }
        let written = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased()
        var scanner = AttributeScanner(bytes, from: nameEnd)
        var known = 0
        var alternative: String?
        while let attribute = scanner.next() {
            known += 1
            let isAlternative =
                (name == "img" && attribute.name == "alt")
                || (name == "math" && attribute.name == "alttext")
            if isAlternative, alternative == nil, known <= IngestLimits.attributes {
                alternative = attribute.value
            }
        }
        total += ScalarClass.weight(of: (alternative ?? "").collapsed)
        index = scanner.position
        let isEmpty = scanner.isEmptyElement && isXML
        guard !isEmpty else { return }
        let isTitle = name == "title" && !hasTitle
        if isTitle { hasTitle = true }
        if name == "script" || name == "style" || isTitle {
            skipContent(of: written)
        }
    }

    /// The local name of an element whose attributes or content count otherwise than those of others, or `nil`.
    private func contentName(_ range: Range<Int>) -> String? {
        var start = range.lowerBound
        for index in range where bytes[index] == UInt8(ascii: ":") { start = index + 1 }
        let count = range.upperBound - start
        guard count >= 3, count <= 6 else { return nil }
        for name in VisibleTextCounter.contentNames where name.utf8.count == count {
            let isName = zip(name.utf8, start..<range.upperBound).allSatisfy { letter, index in
                let byte = bytes[index]
                return byte >= 0x41 && byte <= 0x5A ? byte | 0x20 == letter : byte == letter
            }
            if isName { return name }
        }
        return nil
    }

    private static let contentNames = ["img", "math", "script", "style", "title"]

    private mutating func skipContent(of name: String) {
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), starts("</"), isName(name, at: index + 2) {
                return
            }
            index += 1
        }
    }

    // MARK: Bytes

    private func isName(_ name: String, at start: Int) -> Bool {
        let end = start + name.utf8.count
        guard end <= bytes.count else { return false }
        for (offset, letter) in name.utf8.enumerated() where bytes[start + offset] | 0x20 != letter
        { return false }
        return end == bytes.count || !MarkupTokenizer.isNameByte(bytes[end])
    }

    private func starts(_ text: StaticString, fold: Bool = false) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { buffer in
            for offset in 0..<count {
                let byte = bytes[index + offset]
                let folded = fold && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                if folded != buffer[offset] { return false }
            }
            return true
        }
    }

    private mutating func skip(to sign: Unicode.Scalar) {
        while index < bytes.count, bytes[index] != UInt8(ascii: sign) { index += 1 }
        index = min(index + 1, bytes.count)
    }

    private mutating func skip(past text: StaticString) {
        while index < bytes.count {
            if starts(text) {
                index += text.utf8CodeUnitCount
                return
            }
            index += 1
        }
    }
}
