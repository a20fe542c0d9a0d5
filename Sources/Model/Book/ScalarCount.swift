extension String {
    /// Number of Unicode scalars, counted eight bytes at a time: books are long.
    package var scalarCount: Int {
        var text = self
        return text.withUTF8 { bytes in
            // Every scalar has one byte that does not continue another, as 10xxxxxx does.
            let words = bytes.count / 8
            var continuations = 0
            if let base = bytes.baseAddress {
                let raw = UnsafeRawPointer(base)
                for word in 0..<words {
                    let value = raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
                    continuations += (value & ~(value << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
                }
            }
            for byte in bytes[(words * 8)...] where byte & 0xC0 == 0x80 { continuations += 1 }
            return bytes.count - continuations
        }
    }
}
