/// A box of an MP4 file (ISO/IEC 14496-12, section 4.2), opened as far as tags and places of audio
/// are inside of it.
struct MP4Box: Sendable, Equatable {
    var type: String
    /// What stands in front of the boxes inside; everything, where there are none.
    var bytes: [UInt8]
    var children: [MP4Box] = []

    /// Boxes that are opened.
    private static let containers = ["moov", "trak", "mdia", "minf", "stbl", "udta", "meta"]
    static let headerBytes = 8

    /// A box that is not opened.
    init(_ type: String, _ bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// Opens a box by its content.
    ///
    /// - Returns: `nil` when the sizes inside do not add up.
    init?(type: String, content: ArraySlice<UInt8>) {
        self.type = type
        guard Self.containers.contains(type) else {
            bytes = Array(content)
            return
        }
        // `meta` alone of these has a version and flags.
        let start = type == "meta" ? 4 : 0
        bytes = Array(content.prefix(start))
        var rest = content.dropFirst(start)
        while rest.count >= Self.headerBytes {
            let size = Self.number(rest.prefix(4))
            guard size >= Self.headerBytes, size <= rest.count else { return nil }
            let inner = rest.prefix(size)
            let name = Self.name(inner.dropFirst(4).prefix(4))
            guard let child = MP4Box(type: name, content: inner.dropFirst(Self.headerBytes))
            else { return nil }
            children.append(child)
            rest = rest.dropFirst(size)
        }
        // QuickTime ends lists of its own with a zero.
        guard rest.allSatisfy({ $0 == 0 }) else { return nil }
    }

    /// Length with its header.
    var byteCount: Int {
        children.reduce(Self.headerBytes + bytes.count) { $0 + $1.byteCount }
    }

    /// The box as it stands in a file.
    var encoded: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(byteCount)
        append(to: &result)
        return result
    }

    private func append(to result: inout [UInt8]) {
        result += Self.bigEndian(byteCount, 4) + Self.code(type) + bytes
        for child in children { child.append(to: &result) }
    }

    /// The box inside at the end of a path, made where it is missing.
    subscript(path: [String]) -> MP4Box {
        get {
            guard let first = path.first else { return self }
            let child = children.first { $0.type == first } ?? MP4Box(first, [])
            return child[Array(path.dropFirst())]
        }
        set {
            guard let first = path.first else {
                self = newValue
                return
            }
            let found = children.firstIndex { $0.type == first }
            if found == nil { children.append(MP4Box(first, [])) }
            children[found ?? children.count - 1][Array(path.dropFirst())] = newValue
        }
    }

    // MARK: Places of audio

    /// How many places of chunks are listed here and inside.
    var chunkCount: Int {
        guard children.isEmpty else { return children.reduce(0) { $0 + $1.chunkCount } }
        return type == "stco" || type == "co64" ? Self.number(bytes.dropFirst(4).prefix(4)) : 0
    }

    /// Moves all places of chunks.
    ///
    /// - Parameters:
    ///   - isWide: Whether they need 64 bits.
    ///   - moved: The new place of an old one, counted from the start of the file.
    mutating func moveChunks(isWide: Bool, _ moved: (Int) -> Int) {
        for index in children.indices { children[index].moveChunks(isWide: isWide, moved) }
        guard type == "stco" || type == "co64" else { return }
        let (old, new) = (type == "stco" ? 4 : 8, isWide || type == "co64" ? 8 : 4)
        var result = Array(bytes.prefix(8))
        result.reserveCapacity(8 + chunkCount * new)
        for place in stride(from: 8, to: 8 + chunkCount * old, by: old) {
            result += Self.bigEndian(moved(Self.number(bytes[place..<place + old])), new)
        }
        type = new == 8 ? "co64" : "stco"
        bytes = result
    }

    // MARK: Spelling

    /// A number, its highest byte first.
    static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number in so many bytes, the highest first.
    static func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Names are four bytes in Latin-1: `©nam` has a sign beyond ASCII.
    static func name(_ bytes: some Sequence<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func code(_ name: String) -> [UInt8] {
        name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
