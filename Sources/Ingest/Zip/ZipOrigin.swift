/// Where an archive is read from.
enum ZipOrigin: Sendable {
    /// A file, of which only what is asked for is read.
    case file(String)
    case memory(ZipBytes)
    /// A folder that an archive was unpacked into.
    case folder(String)
}

/// The bytes of an archive in memory, which readers on several threads may share.
///
/// Safe to share: the memory is written before anyone else knows it, and freed with the last reader.
final class ZipBytes: @unchecked Sendable {
    private let copy: UnsafeMutableRawBufferPointer

    /// Copies bytes to a place that stays.
    init(_ bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, bytes.count),
            alignment: 8
        )
        bytes.withUnsafeBytes { copy.copyMemory(from: $0) }
        self.copy = copy
        count = bytes.count
    }

    deinit { copy.deallocate() }

    let count: Int
    /// The first byte.
    var base: UnsafeRawPointer? { UnsafeRawPointer(copy.baseAddress) }
}
