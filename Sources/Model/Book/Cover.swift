/// A cover picture as the source holds it.
package struct Cover: Sendable, Equatable, Codable {
    /// Media type, such as `image/jpeg`.
    package var mediaType: String
    package var bytes: [UInt8]

    /// Creates a cover.
    package init(mediaType: String, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
