/// What the first bytes of a picture say.
struct ImageHeader {
    let mediaType: String
    /// Pixels, where the header was understood.
    private(set) var width = 0
    private(set) var height = 0

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            mediaType = "image/jpeg"
            readJPEG(bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            mediaType = "image/png"
            if bytes.count >= 24 {
                width = ImageHeader.number(bytes[16..<20])
                height = ImageHeader.number(bytes[20..<24])
            }
        } else if bytes.starts(with: Array("GIF8".utf8)) {
            mediaType = "image/gif"
            if bytes.count >= 10 {
                width = Int(bytes[6]) | Int(bytes[7]) << 8
                height = Int(bytes[8]) | Int(bytes[9]) << 8
            }
        } else if bytes.starts(with: Array("RIFF".utf8)),
            bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        {
            mediaType = "image/webp"
        } else {
            return nil
        }
    }

    /// Whether it has the size and shape that covers have.
    var isPlausibleCover: Bool {
        width >= 250 && height >= 350 && height * 10 >= width * 11 && height <= width * 2
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// The frame header says the size (ITU-T T.81, B.2.2).
    private mutating func readJPEG(_ bytes: [UInt8]) {
        var index = 2
        while index + 9 < bytes.count {
            guard bytes[index] == 0xFF else { return }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                height = ImageHeader.number(bytes[index + 5..<index + 7])
                width = ImageHeader.number(bytes[index + 7..<index + 9])
                return
            }
            index += 2 + max(2, ImageHeader.number(bytes[index + 2..<index + 4]))
        }
    }
}
