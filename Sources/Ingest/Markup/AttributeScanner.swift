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

    /// Where an attribute stands.
    private struct Place {
        var name: Range<Int>
        /// Empty when there is none.
        var value: Range<Int>
    }

    /// The next attribute, or `nil` after the end of the tag.
    mutating func next() -> MarkupAttribute? {
        guard let place = nextPlace() else { return nil }
        return MarkupAttribute(
            name: name(place.name),
            value: ReferenceDecoder.text(in: bytes, place.value)
        )
    }

    /// Goes to the end of the tag without keeping what stands there.
    mutating func skip() {
        while nextPlace() != nil {}
    }

    private mutating func nextPlace() -> Place? {
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

    private mutating func attribute() -> Place {
        let nameStart = position
        while position < bytes.count, !isNameEnd(bytes[position]) { position += 1 }
        if position == nameStart {
            // A stray `=` or quote: it is a name of its own, so that the scan goes on.
            position += 1
            hasFlaw = true
        }
        let name = nameStart..<position
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
            return Place(name: name, value: position..<position)
        }
        position += 1
        skipSpace()
        return Place(name: name, value: value())
    }

    private func name(_ range: Range<Int>) -> String {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        let isLower = bytes[range].allSatisfy { $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }
        return isLower ? text : text.lowercased()
    }

    private mutating func value() -> Range<Int> {
        guard position < bytes.count else { return position..<position }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = position + 1
            let end = ByteScan.first(quote, in: bytes, from: start) ?? bytes.count
            if end == bytes.count { hasFlaw = true }
            position = min(end + 1, bytes.count)
            return start..<end
        }
        hasFlaw = true
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ">"),
            !ScalarClass.isASCIISpace(bytes[position])
        {
            position += 1
        }
        return start..<position
    }

    private mutating func skipSpace() {
        while position < bytes.count, ScalarClass.isASCIISpace(bytes[position]) { position += 1 }
    }

    private func isNameEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
            || ScalarClass.isASCIISpace(byte)
    }
}
