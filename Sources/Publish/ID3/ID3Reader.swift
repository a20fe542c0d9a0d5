/// What a file's ID3v2 tag says, as far as a release is judged by it.
struct ID3Reader: Sendable, Equatable {
    /// Size of the tag with its header: where the audio begins.
    private(set) var bytes = 0
    private(set) var version: ID3Version = .v23
    /// Values of `T…` frames by their id; the first of each.
    private(set) var texts: [String: String] = [:]
    /// Values of `TXXX` frames by name.
    private(set) var userTexts: [String: String] = [:]
    /// Values of `UFID` frames by owner.
    private(set) var identifiers: [String: String] = [:]
    private(set) var pictureTypes: [UInt8] = []

    /// Reads the tag at the start of a file, `nil` when there is none that can be read.
    static func tag(of file: borrowing InputFile) throws -> ID3Reader? {
        let header = try file.read(10)
        guard header.count == 10, header.starts(with: Array("ID3".utf8)) else { return nil }
        guard let version = ID3Version.allCases.first(where: { $0.major == header[3] }),
            // Unsynchronised, extended and footed tags are legal, but not ours.
            header[5] == 0, header[6...9].allSatisfy({ $0 < 0x80 })
        else { return nil }
        let size = header[6...9].reduce(0) { $0 << 7 | Int($1) }
        let body = try file.read(size)
        guard body.count == size else { return nil }
        var reader = ID3Reader(bytes: size + 10, version: version)
        reader.read(body)
        return reader
    }

    private mutating func read(_ body: [UInt8]) {
        let bits = version == .v23 ? 8 : 7
        var rest = body[...]
        while rest.count > 10, rest.first != 0 {
            let id = String(decoding: rest.prefix(4), as: UTF8.self)
            let size = rest.dropFirst(4).prefix(4).reduce(0) { $0 << bits | Int($1) }
            rest = rest.dropFirst(10)
            guard size <= rest.count else { return }
            take(id, Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
    }

    private mutating func take(_ id: String, _ body: [UInt8]) {
        switch id {
        case "UFID":
            let parts = body.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return }
            let owner = String(decoding: parts[0], as: UTF8.self)
            identifiers[owner] = String(decoding: parts[1], as: UTF8.self)
        case "TXXX":
            let texts = Self.texts(body)
            guard texts.count > 1, userTexts[texts[0]] == nil else { return }
            userTexts[texts[0]] = texts[1]
        case "APIC":
            let parts = body.dropFirst().split(
                separator: 0,
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if parts.count == 2, let type = parts[1].first { pictureTypes.append(type) }
        default:
            guard id.hasPrefix("T"), texts[id] == nil else { return }
            texts[id] = Self.texts(body).first ?? ""
        }
    }

    /// The strings of a frame: its encoding, then texts with zeros between them.
    private static func texts(_ body: [UInt8]) -> [String] {
        guard let encoding = body.first else { return [] }
        let bytes = body.dropFirst()
        let whole: String
        switch encoding {
        case 0: whole = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case 1, 2: whole = utf16(Array(bytes), isBigEndian: encoding == 2)
        default: whole = String(decoding: bytes, as: UTF8.self)
        }
        return whole.split(separator: "\0", omittingEmptySubsequences: false).map { part in
            String(part.unicodeScalars.filter { $0 != "\u{FEFF}" }.map(Character.init))
        }
    }

    private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> String {
        let isBigEndian = isBigEndian || bytes.starts(with: [0xFE, 0xFF])
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { position in
            let pair = (UInt16(bytes[position]), UInt16(bytes[position + 1]))
            return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
        }
        return String(decoding: units, as: UTF16.self)
    }
}
