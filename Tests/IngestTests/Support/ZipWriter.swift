/// Writes ZIP archives of stored entries, with any field bent at will.
struct ZipWriter {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds an entry.
    mutating func add(
        _ name: String,
        _ data: [UInt8],
        declaredBytes: Int? = nil,
        flags: UInt16 = 0x800,
        checksum: UInt32? = nil,
        mode: UInt32 = 0o100644,
        method: UInt16 = 0
    ) {
        let offset = body.count
        let crc = checksum ?? ZipWriter.checksum(data)
        let fields =
            bytes(flags) + bytes(method) + bytes(UInt16(0)) + bytes(UInt16(33)) + bytes(crc)
            + bytes(UInt32(data.count)) + bytes(UInt32(declaredBytes ?? data.count))
            + bytes(UInt16(name.utf8.count)) + bytes(UInt16(0))
        body += bytes(UInt32(0x0403_4B50)) + bytes(UInt16(20)) + fields + Array(name.utf8) + data
        directory += bytes(UInt32(0x0201_4B50)) + bytes(UInt16(0x0314)) + bytes(UInt16(20)) + fields
        directory += bytes(UInt16(0)) + bytes(UInt16(0)) + bytes(UInt16(0)) + bytes(mode << 16)
        directory += bytes(UInt32(offset)) + Array(name.utf8)
        count += 1
    }

    /// The archive.
    func finished() -> [UInt8] {
        body + directory + bytes(UInt32(0x0605_4B50)) + bytes(UInt32(0)) + bytes(UInt16(count))
            + bytes(UInt16(count)) + bytes(UInt32(directory.count)) + bytes(UInt32(body.count))
            + bytes(UInt16(0))
    }

    private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// CRC-32 as ZIP uses it.
    static func checksum(_ data: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
