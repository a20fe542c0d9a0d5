import CZip
import NarrateModel
import Synchronization

/// A ZIP archive that is only read, entry by entry, into memory and within limits.
///
/// No entry is ever written to disk, so that names like `../x` are only names.
struct ZipArchive: ~Copyable, Sendable {
    /// An entry as the directory describes it.
    struct Entry: Equatable, Sendable {
        let name: String
        let index: UInt64
        /// Size the directory states; it can lie.
        let declaredBytes: Int
        let compressedBytes: Int
        let isEncrypted: Bool
        let checksum: UInt32
        let isDeflated: Bool
    }

    /// Lent to one at a time, as libzip asks; `nil` where the archive is unpacked.
    private let handle: Mutex<OpaquePointer?>
    private let directory: ZipDirectory
    private let origin: ZipOrigin
    private let source: String

    /// Opens an archive in memory.
    init(_ bytes: [UInt8], named source: String) throws(SourceError) {
        try self.init(.memory(ZipBytes(bytes)), named: source)
    }

    /// Opens an archive and reads its directory.
    init(_ origin: ZipOrigin, named source: String) throws(SourceError) {
        let opened = try ZipArchive.opened(origin, named: source)
        handle = Mutex(opened.handle)
        directory = opened.directory
        self.origin = origin
        self.source = source
    }

    private static func opened(
        _ origin: ZipOrigin,
        named source: String
    ) throws(SourceError) -> (handle: OpaquePointer?, directory: ZipDirectory) {
        if case .folder(let path) = origin { return (nil, try ZipDirectory(unpackedIn: path)) }
        return try ZipHandle.open(origin, named: source)
    }

    deinit { handle.withLock { if let handle = $0 { zip_discard(handle) } } }

    /// Names of all entries in the order of the directory.
    var names: [String] { directory.entries.map(\.name) }

    /// Names the directory lists more than once; the first is read.
    var duplicateNames: [String] { directory.duplicateNames }

    /// The entry with a name; composed and decomposed accents are equal, then letter case and separators are
    /// overlooked.
    func entry(named name: String) -> Entry? { directory.entry(named: name) }

    /// The bytes of an entry, checked against its checksum.
    ///
    /// Threads may ask for several at once.
    ///
    /// - Throws: `SourceError` naming the entry when it is encrypted, damaged, too large or packed too tightly.
    func bytes(of entry: Entry, limit: Int = IngestLimits.documentBytes) throws(SourceError)
        -> [UInt8]
    {
        guard !entry.isEncrypted else { throw .encryptedEntry(entry.name) }
        guard entry.declaredBytes <= limit else {
            throw .entryTooLarge(entry.name, bytes: entry.declaredBytes, limit: limit)
        }
        if case .folder(let path) = origin {
            return try SourceFile.bytes(at: path + "/" + entry.name, limit: limit)
        }
        let ratio = entry.declaredBytes / max(1, entry.compressedBytes)
        guard
            entry.declaredBytes <= IngestLimits.ratioFloorBytes
                || ratio <= IngestLimits.compressionRatio
        else { throw .entryTooDense(entry.name, ratio: ratio) }
        if let bytes = inflated(entry) { return bytes }
        return try handle.withLock { ZipArchive.carefully(entry, of: $0, limit: limit) }.get()
    }

    /// The bytes of an entry by libzip alone.
    private static func carefully(
        _ entry: Entry,
        of handle: OpaquePointer?,
        limit: Int
    ) -> Result<[UInt8], SourceError> {
        guard let file = zip_fopen_index(handle, entry.index, 0) else {
            let error = zip_get_error(handle)
            guard zip_error_code_zip(error) == ZIP_ER_COMPNOTSUPP else {
                return .failure(.damagedEntry(entry.name, ZipHandle.message(error)))
            }
            return .failure(.foreignEntry(entry.name, ZipHandle.message(error)))
        }
        defer { zip_fclose(file) }
        do throws(SourceError) {
            return .success(try read(file, entry, limit: limit))
        } catch {
            return .failure(error)
        }
    }

    /// The bytes of an entry that is what the directory says; `nil` for any other, which the careful way then reads.
    private func inflated(_ entry: Entry) -> [UInt8]? {
        guard entry.isDeflated, entry.compressedBytes <= IngestLimits.documentBytes,
            let packed = handle.withLock({ ZipArchive.packed(entry, of: $0) })
        else { return nil }
        return Inflation.bytes(of: packed, count: entry.declaredBytes, checksum: entry.checksum)
    }

    /// An entry as it stands in the archive.
    private static func packed(_ entry: Entry, of handle: OpaquePointer?) -> [UInt8]? {
        guard let file = zip_fopen_index(handle, entry.index, UInt32(ZIP_FL_COMPRESSED)) else {
            return nil
        }
        defer { zip_fclose(file) }
        let packed = [UInt8](unsafeUninitializedCapacity: entry.compressedBytes) { buffer, count in
            guard !buffer.isEmpty else { return }
            count = max(0, Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count))))
        }
        return packed.count == entry.compressedBytes ? packed : nil
    }

    private static func read(
        _ file: OpaquePointer,
        _ entry: Entry,
        limit: Int
    ) throws(SourceError) -> [UInt8] {
        var failure: SourceError?
        // One byte more than stated shows that the directory lies about the size.
        let capacity = entry.declaredBytes + 1
        var result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            while filled < capacity {
                let rest = UInt64(capacity - filled)
                let count = zip_fread(file, buffer.baseAddress.map { $0 + filled }, rest)
                if count == 0 { return }
                guard count > 0 else {
                    failure = .damagedEntry(entry.name, ZipHandle.message(zip_file_get_error(file)))
                    return
                }
                filled += Int(count)
            }
        }
        if let failure { throw failure }
        if result.count > entry.declaredBytes { try readOn(file, entry, limit: limit, &result) }
        return result
    }

    /// Reads what comes out beyond the stated size, as far as that is no bomb.
    private static func readOn(
        _ file: OpaquePointer,
        _ entry: Entry,
        limit: Int,
        _ result: inout [UInt8]
    ) throws(SourceError) {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = piece.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, 1 << 16) }
            if count == 0 { return }
            guard count > 0 else {
                throw .damagedEntry(entry.name, ZipHandle.message(zip_file_get_error(file)))
            }
            result.append(contentsOf: piece[..<Int(count)])
            guard result.count <= min(limit, IngestLimits.ratioFloorBytes) else {
                throw .entryTooLarge(entry.name, bytes: result.count, limit: limit)
            }
        }
    }
}

extension SourceError {
    static func encryptedEntry(_ name: String) -> Self {
        Self(
            code: .invalid,
            message: "'\(name)' is encrypted with a password",
            source: name,
            hint: "remove the password first"
        )
    }

    static func entryTooLarge(_ name: String, bytes: Int, limit: Int) -> Self {
        Self(
            code: .invalid,
            message:
                "'\(name)' is too large: its size of \(bytes) bytes is over the limit of \(limit)",
            source: name
        )
    }

    static func entryTooDense(_ name: String, ratio: Int) -> Self {
        Self(
            code: .invalid,
            message: "'\(name)' is packed \(ratio):1, over the limit of "
                + "\(IngestLimits.compressionRatio):1, as in an archive bomb",
            source: name
        )
    }

    static func damagedEntry(_ name: String, _ reason: String) -> Self {
        Self(
            code: .damaged,
            message: "'\(name)' is damaged in the archive: \(reason)",
            source: name,
            hint: "get a fresh copy of the book"
        )
    }

    static func foreignEntry(_ name: String, _ reason: String) -> Self {
        Self(
            code: .unreadable,
            message: "'\(name)' is packed in a way that can't be read: \(reason)",
            source: name,
            hint: "unpack the book and pack it again"
        )
    }
}
