extension String {
    /// Number of Unicode scalars, counted eight bytes at a time: books are long.
    package var scalarCount: Int {
        if let count = utf8.withContiguousStorageIfAvailable(Self.scalarCount) { return count }
        var text = self
        return text.withUTF8(Self.scalarCount)
    }

    private static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // Every scalar has one byte that does not continue another, as 10xxxxxx does.
        let words = bytes.count / 8
        var continuations: UInt64 = 0
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            for word in 0..<words {
                let value = raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
                // A sum of the marks, one for each byte.
                let marks = value & ~(value << 1) & 0x8080_8080_8080_8080
                continuations &+= ((marks >> 7) &* 0x0101_0101_0101_0101) >> 56
            }
        }
        for byte in bytes[(words * 8)...] where byte & 0xC0 == 0x80 { continuations += 1 }
        return bytes.count - Int(continuations)
    }
}
