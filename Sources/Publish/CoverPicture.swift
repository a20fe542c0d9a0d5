import NarrateModel

/// A cover that players can show: JPEG or PNG, told by its bytes and not by its label.
struct CoverPicture: Sendable, Equatable {
    let mediaType: String
    let fileName: String
    let bytes: [UInt8]

    /// Some players give up on pictures beyond this.
    static let usualBytes = 2_000_000

    /// The cover, or `nil` when it is of another kind.
    init?(_ cover: Cover) {
        if cover.bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            mediaType = "image/jpeg"
            fileName = "cover.jpg"
        } else if cover.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            mediaType = "image/png"
            fileName = "cover.png"
        } else {
            return nil
        }
        bytes = cover.bytes
    }

    /// What is to be said about a book's cover.
    static func findings(on cover: Cover?) -> [Finding] {
        guard let cover else {
            return [
                Finding(
                    check: "cover",
                    severity: .info,
                    message: "the book has no cover; players show a blank one"
                )
            ]
        }
        guard CoverPicture(cover) != nil else {
            return [
                Finding(
                    check: "cover",
                    severity: .warning,
                    message: "the cover is \(cover.mediaType), players show JPEG and PNG only; "
                        + "it was left out"
                )
            ]
        }
        guard cover.bytes.count > usualBytes else { return [] }
        return [
            Finding(
                check: "cover",
                severity: .info,
                message: "the cover is large and part of every file",
                measured: Double(cover.bytes.count),
                limit: Double(usualBytes),
                unit: "bytes"
            )
        ]
    }
}
