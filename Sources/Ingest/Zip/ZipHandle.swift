import CZip
import Glibc
import NarrateModel

/// The steps with libzip that make a `ZipArchive`.
enum ZipHandle {
    /// Opens an archive and reads its directory.
    static func open(
        _ origin: ZipOrigin,
        named source: String
    ) throws(SourceError) -> (OpaquePointer, ZipDirectory) {
        let handle = try handle(origin, named: source)
        do {
            return (handle, ZipDirectory(try entries(of: handle, named: source)))
        } catch {
            zip_discard(handle)
            throw error
        }
    }

    /// Opens an archive.
    static func handle(
        _ origin: ZipOrigin,
        named source: String
    ) throws(SourceError) -> OpaquePointer {
        // libzip takes nothing at all for an archive without entries.
        if case .memory(let bytes) = origin, bytes.count == 0 {
            throw .noArchive(source, "it is empty")
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let zipSource = zipSource(origin, &error) else {
            throw .noArchive(source, message(&error))
        }
        guard let handle = zip_open_from_source(zipSource, ZIP_RDONLY, &error) else {
            let reason = message(&error)
            zip_source_free(zipSource)
            throw .noArchive(source, reason)
        }
        return handle
    }

    private static func zipSource(
        _ origin: ZipOrigin,
        _ error: inout zip_error_t
    ) -> OpaquePointer? {
        switch origin {
        case .file(let path): zip_source_file_create(path, 0, -1, &error)
        case .memory(let bytes):
            zip_source_buffer_create(bytes.base, UInt64(bytes.count), 0, &error)
        case .folder: nil
        }
    }

    /// The directory, without folders, links and what no book needs.
    private static func entries(
        of handle: OpaquePointer,
        named source: String
    ) throws(SourceError) -> [ZipArchive.Entry] {
        let count = Int(zip_get_num_entries(handle, 0))
        guard count <= IngestLimits.archiveEntries else {
            throw .noArchive(
                source,
                "\(count) entries are over the limit of \(IngestLimits.archiveEntries)"
            )
        }
        var entries: [ZipArchive.Entry] = []
        entries.reserveCapacity(count)
        for index in 0..<UInt64(max(0, count)) {
            guard let entry = entry(at: index, of: handle) else { continue }
            // A book with locked parts is not half a book to be read.
            if entry.isEncrypted { throw .encryptedEntry(entry.name) }
            entries.append(entry)
        }
        return entries
    }

    private static func entry(at index: UInt64, of handle: OpaquePointer) -> ZipArchive.Entry? {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(handle, index, 0, &status) == 0,
            let name = name(at: index, of: handle), !name.hasSuffix("/"),
            !isLink(at: index, of: handle)
        else { return nil }
        return ZipArchive.Entry(
            name: name,
            index: index,
            declaredBytes: Int(clamping: status.size),
            compressedBytes: Int(clamping: status.comp_size),
            isEncrypted: status.encryption_method != 0,
            checksum: status.crc,
            isDeflated: status.comp_method == ZIP_CM_DEFLATE
        )
    }

    /// Many archives hold UTF-8 names without the flag that says so; the rest is code page 437.
    private static func name(at index: UInt64, of handle: OpaquePointer) -> String? {
        guard let raw = zip_get_name(handle, index, UInt32(ZIP_FL_ENC_RAW)) else { return nil }
        if let name = String(validatingCString: raw) { return name }
        return zip_get_name(handle, index, UInt32(ZIP_FL_ENC_GUESS)).map { String(cString: $0) }
    }

    private static func isLink(at index: UInt64, of handle: OpaquePointer) -> Bool {
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        zip_file_get_external_attributes(handle, index, 0, &system, &attributes)
        return system == UInt8(ZIP_OPSYS_UNIX) && (attributes >> 16) & 0xF000 == 0xA000
    }

    static func message(_ error: UnsafeMutablePointer<zip_error_t>?) -> String {
        error.flatMap { zip_error_strerror($0) }.map { String(cString: $0) } ?? "unknown error"
    }
}

extension SourceError {
    static func noArchive(_ source: String, _ reason: String) -> Self {
        Self(
            code: .invalid,
            message: "'\(source)' is not a readable archive: \(reason)",
            source: source,
            hint: "get a fresh copy of the book"
        )
    }
}
