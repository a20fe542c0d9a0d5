/// A tree of written forms, byte by byte, in one flat table.
///
/// Walking it costs one look-up a byte and no allocation, however many entries there are.
struct GraphemeTrie: Sendable {
    private var keys: [UInt64]
    private var nodes: [UInt32]
    private var mask: Int
    private var entries: [Int32] = [-1, -1]
    private var count = 0
    /// Nodes after a first byte; most words of a book end here.
    private var first = [UInt32](repeating: 0, count: 256)

    static let root: UInt32 = 1

    /// Creates an empty tree for about as many bytes.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        nodes = [UInt32](repeating: 0, count: size)
        mask = size - 1
    }

    /// Adds a form; the first entry for a form stays.
    ///
    /// - Returns: the entry that has the form already, if one has.
    mutating func insert(_ bytes: [UInt8], entry: Int) -> Int? {
        var node = GraphemeTrie.root
        for byte in bytes { node = child(of: node, adding: byte) }
        guard node != GraphemeTrie.root else { return nil }
        if entries[Int(node)] >= 0 { return Int(entries[Int(node)]) }
        entries[Int(node)] = Int32(entry)
        return nil
    }

    /// The node after a byte; 0 when no form goes on with it.
    @inline(__always)
    func child(of node: UInt32, _ byte: UInt8) -> UInt32 {
        if node == GraphemeTrie.root { return first[Int(byte)] }
        let key = UInt64(node) << 8 | UInt64(byte)
        var slot = GraphemeTrie.hash(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return nodes[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// The entry whose form ends at a node.
    @inline(__always)
    func entry(at node: UInt32) -> Int? {
        let entry = entries[Int(node)]
        return entry < 0 ? nil : Int(entry)
    }

    private mutating func child(of node: UInt32, adding byte: UInt8) -> UInt32 {
        let existing = child(of: node, byte)
        if existing != 0 { return existing }
        let new = UInt32(entries.count)
        entries.append(-1)
        if node == GraphemeTrie.root {
            first[Int(byte)] = new
        } else {
            if (count + 1) * 3 > keys.count * 2 { grow() }
            place(UInt64(node) << 8 | UInt64(byte), new)
        }
        return new
    }

    private mutating func place(_ key: UInt64, _ node: UInt32) {
        var slot = GraphemeTrie.hash(key) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        nodes[slot] = node
        count += 1
    }

    private mutating func grow() {
        let old = zip(keys, nodes).filter { $0.0 != 0 }
        keys = [UInt64](repeating: 0, count: keys.count * 2)
        nodes = [UInt32](repeating: 0, count: keys.count)
        mask = keys.count - 1
        count = 0
        for (key, node) in old { place(key, node) }
    }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }
}
