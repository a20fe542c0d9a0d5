/// Entities a document declares in its own internal subset.
///
/// Only plain text is taken: an entity that names another or holds markup, or is external, stands for nothing.
/// What all of them add is bounded, so that no document can grow by referring.
struct MarkupEntities {
    private var texts: [String: String] = [:]
    /// Bytes all references have added so far.
    var spent = 0
    /// Whether a declared entity was left out.
    private(set) var hasRefused = false

    /// The text of a declared entity; `nil` when it is not declared.
    func text(named name: String) -> String? {
        guard let text = texts[name] else { return nil }
        return spent > IngestLimits.entityExpansionBytes ? "" : text
    }

    /// Reads a declaration that starts after `<!ENTITY`.
    ///
    /// - Returns: the byte after it.
    mutating func declare(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        var name: [UInt8] = []
        func skipSpace() {
            while index < bytes.count, ScalarClass.isASCIISpace(bytes[index]) { index += 1 }
        }
        skipSpace()
        while index < bytes.count, !ScalarClass.isASCIISpace(bytes[index]),
            bytes[index] != UInt8(ascii: ">"), name.count < 64
        {
            name.append(bytes[index])
            index += 1
        }
        skipSpace()
        let entity = String(decoding: name, as: UTF8.self)
        guard index < bytes.count, entity != "%",
            bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
        else {
            texts[entity] = texts[entity] ?? ""
            hasRefused = true
            return MarkupEntities.endOfDeclaration(in: bytes, from: index)
        }
        let quote = bytes[index]
        let valueStart = index + 1
        var valueEnd = valueStart
        while valueEnd < bytes.count, bytes[valueEnd] != quote { valueEnd += 1 }
        take(entity, bytes, valueStart..<valueEnd)
        return MarkupEntities.endOfDeclaration(in: bytes, from: min(valueEnd + 1, bytes.count))
    }

    private mutating func take(
        _ name: String,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) {
        // The first declaration binds (XML 1.0, section 4.2).
        guard texts[name] == nil, texts.count < 1_000 else { return }
        let value = ReferenceDecoder.numericText(in: bytes, range)
        guard range.count <= IngestLimits.entityBytes, let value else {
            texts[name] = ""
            hasRefused = true
            return
        }
        texts[name] = value
    }

    private static func endOfDeclaration(
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int {
        var index = start
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
            index += 1
        }
        return bytes.count
    }
}
