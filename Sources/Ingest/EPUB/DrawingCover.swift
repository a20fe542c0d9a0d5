/// A cover drawn in SVG: the picture inside it is what players can show.
enum DrawingCover {
    /// A picture of a drawing.
    enum Picture: Equatable {
        /// Held in the drawing itself.
        case bytes([UInt8])
        /// A file of the book.
        case path(String)
    }

    /// The first picture of a drawing.
    static func picture(in bytes: [UInt8], path: String) -> Picture? {
        bytes.withUnsafeBufferPointer { buffer in
            var tokenizer = MarkupTokenizer(buffer, isXML: true)
            while true {
                switch tokenizer.next() {
                case .start(let tag) where tag.name == "image":
                    guard let href = tag["xlink:href"] ?? tag["href"] else { continue }
                    if let data = data(of: href) { return .bytes(data) }
                    if let reference = Href.resolve(href, from: path) {
                        return .path(reference.path)
                    }
                case .finished: return nil
                default: continue
                }
            }
        }
    }

    /// The bytes of a `data:` address in base 64 (RFC 2397).
    private static func data(of href: String) -> [UInt8]? {
        guard href.hasPrefix("data:image/"),
            let comma = href.utf8.firstIndex(of: UInt8(ascii: ",")),
            href[..<comma].hasSuffix(";base64")
        else { return nil }
        var text = href
        let start = text.utf8.distance(from: text.startIndex, to: comma) + 1
        return text.withUTF8 { decoded($0, from: start) }
    }

    private static func decoded(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: (text.count - start) * 3 / 4 + 3) { output, count in
            values.withUnsafeBufferPointer { values in
                var bits: UInt32 = 0
                var pending: UInt32 = 0
                for index in start..<text.count {
                    let value = values[Int(text[index])]
                    guard value < 64 else { continue }
                    bits = bits << 6 | UInt32(value)
                    pending += 6
                    if pending >= 8 {
                        pending -= 8
                        output[count] = UInt8(truncatingIfNeeded: bits >> pending)
                        count += 1
                    }
                }
            }
        }
    }

    /// What each byte stands for in base 64; 64 for none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (index, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(index) }
        return values
    }()
}
