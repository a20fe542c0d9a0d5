/// The encoding a markup document declares about itself.
enum EncodingDeclaration {
    /// How far a declaration is looked for: pages with long comments before it exist.
    private static let window = 1 << 16

    /// The converter's name of the declared encoding.
    static func find(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(head(of: bytes)))
        if isPlainUTF8(head) { return "UTF-8" }
        guard mayDeclare(head) else { return nil }
        let text = String(decoding: head.lazy.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        if let end = text.prefix(400).range(of: "?>"), text.prefix(400).contains("<?xml"),
            let label = value(after: "encoding", in: text[..<end.lowerBound])
        {
            return EncodingLabel.canonical(label)
        }
        return metaLabel(in: text).flatMap(EncodingLabel.canonical)
    }

    /// Whether a document begins as nearly all do.
    private static func isPlainUTF8(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        guard ByteScan.find("<?xml", in: head, from: 0, to: 5) != nil,
            let label = ByteScan.find("encoding=", in: head, from: 0, to: 60),
            let end = ByteScan.find("?>", in: head, from: 0, to: 100), label + 15 <= end
        else { return false }
        let name = head[label + 10..<label + 15].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return name.elementsEqual("utf-8".utf8) && head[label + 9] == head[label + 15]
    }

    /// Whether a declaration can stand there: an XML declaration or a `meta` element.
    private static func mayDeclare(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        if ByteScan.contains("<?xml", in: head, first: 400) { return true }
        var index = 0
        while let found = ByteScan.first(UInt8(ascii: "<"), in: head, from: index) {
            index = found + 1
            guard index + 4 <= head.count else { return false }
            if head[index] | 0x20 == UInt8(ascii: "m"), head[index + 1] | 0x20 == UInt8(ascii: "e"),
                head[index + 2] | 0x20 == UInt8(ascii: "t")
            {
                return true
            }
        }
        return false
    }

    /// Bytes up to the body, within the window: no declaration stands behind it.
    private static func head(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let end = min(bytes.count, window)
        var index = 0
        while let found = ByteScan.first(UInt8(ascii: "<"), in: bytes, from: index, to: end) {
            index = found
            guard index + 5 < end else { return end }
            if bytes[index + 1] | 0x20 == UInt8(ascii: "b"),
                bytes[index + 2] | 0x20 == UInt8(ascii: "o"),
                bytes[index + 3] | 0x20 == UInt8(ascii: "d")
            {
                return index
            }
            index += 1
        }
        return end
    }

    private static func metaLabel(in text: String) -> String? {
        var rest = Substring(text)
        while let meta = rest.range(of: "<meta", ignoringCase: true) {
            let tag = rest[meta.upperBound...].prefix { $0 != ">" }
            if let label = value(after: "charset", in: tag) { return label }
            rest = rest[meta.upperBound...]
        }
        return nil
    }

    private static func value(after name: String, in text: Substring) -> String? {
        guard let found = text.range(of: name, ignoringCase: true) else { return nil }
        let rest = text[found.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let label = value.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
        return label.isEmpty ? nil : String(label)
    }
}

extension StringProtocol {
    /// The first place of an ASCII text; Foundation is not linked for this alone.
    func range(of text: String, ignoringCase: Bool = false) -> Range<Index>? {
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty else { return nil }
        var start = utf8.startIndex
        while start != utf8.endIndex {
            var index = start
            var matched = 0
            while matched < wanted.count, index != utf8.endIndex {
                let byte = utf8[index]
                let isUpper = byte >= 0x41 && byte <= 0x5A
                guard (ignoringCase && isUpper ? byte | 0x20 : byte) == wanted[matched] else {
                    break
                }
                matched += 1
                utf8.formIndex(after: &index)
            }
            if matched == wanted.count { return start..<index }
            utf8.formIndex(after: &start)
        }
        return nil
    }
}
