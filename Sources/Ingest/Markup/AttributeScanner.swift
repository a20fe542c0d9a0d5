/// Reads the attributes of a start tag up to its end, as browsers do.
struct AttributeScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    private(set) var isEmptyElement = false
    private(set) var hasFlaw = false
    private var isDone = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// The next attribute, or `nil` after the end of the tag.
    mutating func next() -> MarkupAttribute? {
        while !isDone {
            skipSpace()
            guard position < bytes.count else {
                hasFlaw = true
                isDone = true
                return nil
            }
            switch bytes[position] {
            case UInt8(ascii: ">"):
                position += 1
                isDone = true
                return nil
            case UInt8(ascii: "/"):
                position += 1
                if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
                    isEmptyElement = true
                }
            default:
                return attribute()
            }
        }
        return nil
    }

    private mutating func attribute() -> MarkupAttribute {
        let nameStart = position
        while position < bytes.count, !isNameEnd(bytes[position]) { position += 1 }
        if position == nameStart {
            // A stray `=` or quote: it is a name of its own, so that the scan goes on.
            position += 1
            hasFlaw = true
        }
        let name = String(decoding: bytes[nameStart..<position], as: UTF8.self).lowercased()
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
            return MarkupAttribute(name: name, value: "")
        }
        position += 1
        skipSpace()
        return MarkupAttribute(name: name, value: value())
    }

    private mutating func value() -> String {
        guard position < bytes.count else { return "" }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = position + 1
            var end = start
            while end < bytes.count, bytes[end] != quote { end += 1 }
            if end == bytes.count { hasFlaw = true }
            position = min(end + 1, bytes.count)
            return ReferenceDecoder.text(in: bytes, start..<end)
        }
        hasFlaw = true
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ">"),
            !ScalarClass.isASCIISpace(bytes[position])
        {
            position += 1
        }
        return ReferenceDecoder.text(in: bytes, start..<position)
    }

    private mutating func skipSpace() {
        while position < bytes.count, ScalarClass.isASCIISpace(bytes[position]) { position += 1 }
    }

    private func isNameEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
            || ScalarClass.isASCIISpace(byte)
    }
}
