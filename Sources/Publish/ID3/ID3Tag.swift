/// An ID3v2 tag: frames in the order they are written.
struct ID3Tag: Sendable, Equatable {
    var version: ID3Version
    var frames: [ID3Frame]

    /// Room for later edits without moving the audio.
    static let paddingBytes = 1024
    /// What 28 bits can say.
    static let maximumBytes = 1 << 28

    /// The tag as bytes, header and padding included.
    func bytes() throws -> [UInt8] {
        try Self.framed(frames.flatMap { $0.bytes(version) }, version)
    }

    private static func framed(_ body: [UInt8], _ version: ID3Version) throws -> [UInt8] {
        let size = body.count + paddingBytes
        guard size < maximumBytes else {
            throw PublishError(
                code: .invalid,
                message:
                    "the tag would have \(size) bytes, its format ends at \(maximumBytes)",
                hint: "use a smaller cover"
            )
        }
        var bytes = Array("ID3".utf8) + [version.major, 0, 0] + ID3Number.synchsafe(size)
        bytes.reserveCapacity(size + 10)
        bytes += body
        bytes += [UInt8](repeating: 0, count: paddingBytes)
        return bytes
    }

    /// A tag as it was written with one frame in place of the first of its kind.
    ///
    /// - Returns: `nil` when it has none of that kind.
    static func bytes(_ tag: [UInt8], replacing frame: ID3Frame, _ version: ID3Version) throws
        -> [UInt8]?
    {
        let (id, bits) = (Array(frame.id.utf8), version == .v23 ? 8 : 7)
        var body: [UInt8] = []
        var isReplaced = false
        var rest = tag.dropFirst(10)
        while rest.count > 10, rest.first != 0 {
            let size = rest.dropFirst(4).prefix(4).reduce(0) { $0 << bits | Int($1) }
            let next = rest.prefix(10 + size)
            let isFirst = !isReplaced && next.starts(with: id)
            body += isFirst ? frame.bytes(version) : Array(next)
            isReplaced = isReplaced || isFirst
            rest = rest.dropFirst(10 + size)
        }
        return isReplaced ? try framed(body, version) : nil
    }
}
