/// Tells XHTML from HTML, which differ in what an empty-element tag means.
enum MarkupFlavor {
    /// Whether a document is to be read by the rules of XML.
    static func isXML(_ bytes: [UInt8], mediaType: String) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            if ByteScan.contains("<?xml", in: buffer, first: 2_000)
                || ByteScan.contains("http://www.w3.org/1999/xhtml", in: buffer, first: 2_000)
            {
                return true
            }
            let head = String(decoding: buffer.prefix(15), as: UTF8.self).lowercased()
            return mediaType.contains("xml") && head != "<!doctype html>"
        }
    }

    /// Whether bytes look like a web page.
    static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(4_000), as: UTF8.self).lowercased()
        let text = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["<!doctype html", "<html", "<?xml", "<head", "<body"].contains {
            text.hasPrefix($0)
        }
            || (text.hasPrefix("<!--") && text.contains("<html"))
    }
}
