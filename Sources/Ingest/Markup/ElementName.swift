/// The name of an element, with what it means looked up once.
struct ElementName {
    /// Local name in lower case.
    let text: String
    let kind: ElementKind
    /// Its number among the names that are known, or `nil`.
    let number: Int?

    /// Looks a name up by its text.
    init(_ text: String) {
        self.init(text, key: ElementName.key(of: text.utf8))
    }

    /// Reads a name from bytes, letter case folded, the prefix left out.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var local = bytes
        if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) {
            local = UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])
        }
        if let key = ElementName.key(of: local), let entry = ElementName.table[key] {
            self = entry
            return
        }
        let text = String(unsafeUninitializedCapacity: local.count) { buffer in
            for (offset, byte) in local.enumerated() { buffer[offset] = ElementName.folded(byte) }
            return local.count
        }
        self.init(text, key: nil)
    }

    /// A name whose key, if it has one, is not in the table.
    private init(_ text: String, key: UInt64?) {
        if let key, let entry = ElementName.table[key] {
            self = entry
        } else if let entry = ElementName.longNames[text] {
            self = entry
        } else {
            self.init(text: text, kind: .inline, number: nil)
        }
    }

    private init(text: String, kind: ElementKind, number: Int?) {
        self.text = text
        self.kind = kind
        self.number = number
    }

    func isSame(as other: ElementName) -> Bool {
        if let number { return number == other.number }
        return other.number == nil && text == other.text
    }

    // MARK: Table

    /// How many names are known.
    static let knownCount = ElementKind.named.count

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// Up to eight letters as a number; `nil` for longer names.
    private static func key(of name: some Collection<UInt8>) -> UInt64? {
        guard name.count <= 8 else { return nil }
        var key: UInt64 = 0
        for byte in name { key = key << 8 | UInt64(folded(byte)) }
        return key
    }

    private static let all: [ElementName] = ElementKind.named.enumerated().map { number, entry in
        ElementName(text: entry.name, kind: entry.kind, number: number)
    }

    private static let longNames: [String: ElementName] = {
        var names: [String: ElementName] = [:]
        for name in all where name.text.utf8.count > 8 { names[name.text] = name }
        return names
    }()

    private static let table = NameTable(
        all.compactMap { name in key(of: name.text.utf8).map { ($0, name) } }
    )
}

/// A hash table of names by key: found in a step or two, without hashing text.
private struct NameTable {
    private var slots: [ElementName?]
    private var keys: [UInt64]

    init(_ names: [(UInt64, ElementName)]) {
        slots = Array(repeating: nil, count: 1_024)
        keys = Array(repeating: .max, count: 1_024)
        for (key, name) in names {
            var slot = NameTable.slot(of: key)
            while keys[slot] != .max { slot = (slot + 1) & 1_023 }
            keys[slot] = key
            slots[slot] = name
        }
    }

    subscript(_ key: UInt64) -> ElementName? {
        var slot = NameTable.slot(of: key)
        while keys[slot] != .max {
            if keys[slot] == key { return slots[slot] }
            slot = (slot + 1) & 1_023
        }
        return nil
    }

    private static func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
}
