/// A frame of an ID3v2 tag, in terms of its meaning (ID3v2.3.0, section 4; Chapter Frame Addendum).
enum ID3Frame: Sendable, Equatable {
    /// What a picture shows, as the specification numbers it.
    enum PictureKind: UInt8, Sendable { case other = 0, frontCover = 3 }

    /// A `T…` frame.
    case text(id: String, String)
    /// `TXXX`.
    case userText(name: String, String)
    /// `COMM`; the language is of three letters.
    case comment(language: String, name: String, String)
    /// `USLT`.
    case lyrics(language: String, String)
    /// `SYLT`, in milliseconds.
    case timedText(language: String, [TimedLine])
    /// `APIC`.
    case picture(mediaType: String, kind: PictureKind, bytes: [UInt8])
    /// `UFID`.
    case identifier(owner: String, String)
    /// `CHAP`, in milliseconds.
    case chapter(id: String, start: Int, end: Int, title: String)
    /// `CTOC`, the ordered list of all chapters.
    case contents(id: String, isTop: Bool = true, children: [String], title: String)

    /// A line and when it begins.
    struct TimedLine: Sendable, Equatable {
        var text: String
        var milliseconds: Int
    }

    var id: String {
        switch self {
        case .text(let id, _): id
        case .userText: "TXXX"
        case .comment: "COMM"
        case .lyrics: "USLT"
        case .timedText: "SYLT"
        case .picture: "APIC"
        case .identifier: "UFID"
        case .chapter: "CHAP"
        case .contents: "CTOC"
        }
    }
}

extension ID3Frame {
    /// The frame as bytes, header included.
    func bytes(_ version: ID3Version) -> [UInt8] {
        let body = body(version)
        let size = version == .v23 ? ID3Number.plain(body.count) : ID3Number.synchsafe(body.count)
        return Array(id.utf8) + size + [0, 0] + body
    }

    private func body(_ version: ID3Version) -> [UInt8] {
        switch self {
        case .text(_, let text):
            let text = ID3Text(version, fitting: [text])
            return [text.encoding] + text.bytes(0)
        case .userText(let name, let value):
            let text = ID3Text(version, fitting: [name, value])
            return [text.encoding] + text.terminated(0) + text.bytes(1)
        case .comment(let language, let name, let value):
            let text = ID3Text(version, fitting: [name, value])
            return [text.encoding] + Self.language(language) + text.terminated(0) + text.bytes(1)
        case .lyrics(let language, let value):
            let text = ID3Text(version, fitting: [value])
            return [text.encoding] + Self.language(language) + text.empty + text.bytes(0)
        case .timedText(let language, let lines):
            return Self.timed(language, lines, version)
        case .picture(let mediaType, let kind, let bytes):
            // An empty description in Latin-1 is a single zero, the form every player reads.
            let head: [UInt8] = [0] + Array(mediaType.utf8) + [0, kind.rawValue, 0]
            return head + bytes
        case .identifier(let owner, let value):
            let head: [UInt8] = Array(owner.utf8) + [0]
            return head + Array(value.utf8.prefix(64))
        case .chapter(let id, let start, let end, let title):
            let times = ID3Number.plain(start) + ID3Number.plain(end)
            let offsets = [UInt8](repeating: 0xFF, count: 8)
            let head: [UInt8] = Array(id.utf8) + [0]
            return head + times + offsets + ID3Frame.text(id: "TIT2", title).bytes(version)
        case .contents(let id, let isTop, let children, let title):
            // Ordered, and at most one at the top.
            let flags: UInt8 = isTop ? 0b11 : 0b01
            let head: [UInt8] = Array(id.utf8) + [0, flags, UInt8(min(255, children.count))]
            let list: [UInt8] = children.prefix(255).flatMap { Array($0.utf8) + [0 as UInt8] }
            return head + list + ID3Frame.text(id: "TIT2", title).bytes(version)
        }
    }

    private static func timed(_ language: String, _ lines: [TimedLine], _ version: ID3Version)
        -> [UInt8]
    {
        let text = ID3Text(version, fitting: lines.map(\.text))
        // Times in milliseconds (2); the content is a transcription of text (2).
        var body = [text.encoding] + Self.language(language) + [2, 2] + text.empty
        for (position, line) in lines.enumerated() {
            body += text.terminated(position) + ID3Number.plain(line.milliseconds)
        }
        return body
    }

    private static func language(_ code: String) -> [UInt8] {
        let bytes = Array(code.utf8)
        return bytes.count == 3 ? bytes : Array("und".utf8)
    }
}

/// How ID3v2 spells numbers.
enum ID3Number {
    /// Four bytes of eight bits.
    static func plain(_ value: Int) -> [UInt8] {
        let value = UInt32(clamping: value)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Four bytes of seven bits.
    static func synchsafe(_ value: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(truncatingIfNeeded: value >> $0) & 0x7F }
    }
}
