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
        let body = frames.flatMap { $0.bytes(version) }
        let size = body.count + Self.paddingBytes
        guard size < Self.maximumBytes else {
            throw PublishError(
                code: .invalid,
                message:
                    "the tag would have \(size) bytes, its format ends at \(Self.maximumBytes)",
                hint: "use a smaller cover"
            )
        }
        var bytes = Array("ID3".utf8) + [version.major, 0, 0] + ID3Number.synchsafe(size)
        bytes.reserveCapacity(size + 10)
        bytes += body
        bytes += [UInt8](repeating: 0, count: Self.paddingBytes)
        return bytes
    }

    private static func tooLarge(_ bytes: Int) -> PublishError {
        PublishError(
            code: .invalid,
            message: "the tag would have \(bytes) bytes, its format ends at \(maximumBytes)",
            hint: "use a smaller cover"
        )
    }
}
