/// The check sum of LAME's Info frame: CRC-16, polynomial 0x8005, reflected, from 0.
struct CRC16: Sendable, Equatable {
    private(set) var value: UInt16 = 0

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        Self.table.withUnsafeBufferPointer { table in
            var value = value
            for byte in bytes {
                value = value >> 8 ^ table[Int((value ^ UInt16(byte)) & 0xFF)]
            }
            self.value = value
        }
    }

    private static let table: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index)) { value, _ in
            value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xA001
        }
    }
}
