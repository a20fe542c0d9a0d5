/// A tag of an MP4 as iTunes lists them (`ilst`).
enum MP4Tag: Sendable, Equatable {
    /// One of Apple's own, by its four letters.
    case text(String, String)
    /// A small number under one of Apple's own.
    case number(String, Int)
    /// Under a name of one's own: `----:com.apple.iTunes:ISBN`.
    case named(String, String)

    /// The box of the tag.
    var box: MP4Box {
        switch self {
        case .text(let type, let text):
            return MP4Box(type, Self.data(kind: 1, Array(text.utf8)))
        case .number(let type, let value):
            let bytes = MP4Box.bigEndian(value, value < 128 ? 1 : value < 32_768 ? 2 : 4)
            return MP4Box(type, Self.data(kind: 21, bytes))
        case .named(let name, let text):
            let owner = MP4Box("mean", [0, 0, 0, 0] + Array("com.apple.iTunes".utf8)).encoded
            let key = MP4Box("name", [0, 0, 0, 0] + Array(name.utf8)).encoded
            return MP4Box("----", owner + key + Self.data(kind: 1, Array(text.utf8)))
        }
    }

    /// Whether it says nothing; such tags are left out.
    var isEmpty: Bool {
        switch self {
        case .text(_, let text), .named(_, let text): text.isEmpty
        case .number: false
        }
    }

    /// A value: its kind (1 is UTF-8, 21 a signed number), no locale, the value.
    private static func data(kind: Int, _ value: [UInt8]) -> [UInt8] {
        MP4Box("data", MP4Box.bigEndian(kind, 4) + [0, 0, 0, 0] + value).encoded
    }
}
