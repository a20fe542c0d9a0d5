/// Turns the bytes of a document into valid UTF-8.
///
/// What speaks for an encoding counts in this order: the user's word, a byte order mark, zero bytes that only
/// UTF-16 has, the document's own declaration, valid UTF-8, a guess by the characters that come out.
struct TextDecoder {
    /// The encoding the user named.
    var forced: String?
    /// Whether the document may declare its encoding (`<?xml encoding`, `<meta charset`).
    var readsDeclaration: Bool
    /// BCP 47 tag of the book, which makes a guess better.
    var language: String?

    init(forced: String? = nil, readsDeclaration: Bool, language: String? = nil) {
        self.forced = forced
        self.readsDeclaration = readsDeclaration
        self.language = language
    }

    /// The text of a document.
    func decode(_ bytes: consuming [UInt8]) -> DecodedText {
        let text = bytes.withUnsafeBufferPointer { decode($0) }
        // Most documents are what they should be, and need no copy.
        if let text { return text }
        return DecodedText(bytes: bytes, encoding: "UTF-8")
    }

    /// The text, or `nil` when the bytes are good UTF-8 as they are.
    private func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText? {
        if let (encoding, length) = TextDecoder.byteOrderMark(bytes) {
            let rest = UnsafeBufferPointer(rebasing: bytes[length...])
            return convert(rest, from: encoding)
        }
        if let forced { return convert(bytes, from: forced) }
        if let encoding = TextDecoder.wideEncoding(bytes) { return convert(bytes, from: encoding) }
        if readsDeclaration, let declared = EncodingDeclaration.find(in: bytes) {
            let isWide = declared.hasPrefix("UTF-16") || declared.hasPrefix("UTF-32")
            if declared != "UTF-8", !isWide { return convert(bytes, from: declared) }
        }
        return decodeUndeclared(bytes)
    }

    private func decodeUndeclared(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText? {
        let census = UTF8Repair.census(bytes)
        if census.stray == 0 { return nil }
        if census.wellFormed >= census.stray {
            return DecodedText(
                bytes: UTF8Repair.repaired(bytes),
                encoding: "UTF-8",
                invalidBytes: census.stray
            )
        }
        let guess = EncodingDetector(language: language).encoding(of: bytes)
        var text = convert(bytes, from: guess)
        text.isGuessed = true
        if readsDeclaration { text.invalidBytes = max(text.invalidBytes, census.stray) }
        return text
    }

    private func convert(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from encoding: String
    ) -> DecodedText {
        if encoding == "UTF-8" {
            let census = UTF8Repair.census(bytes)
            return DecodedText(
                bytes: census.stray == 0 ? Array(bytes) : UTF8Repair.repaired(bytes),
                encoding: encoding,
                invalidBytes: census.stray
            )
        }
        if encoding == "CP1252" {
            return DecodedText(
                bytes: SingleByteEncoding.windows1252.utf8(of: bytes),
                encoding: "windows-1252"
            )
        }
        guard let converter = Converter(from: encoding) else {
            return DecodedText(
                bytes: UTF8Repair.repaired(bytes),
                encoding: encoding,
                invalidBytes: UTF8Repair.census(bytes).stray
            )
        }
        let result = converter.convert(bytes)
        return DecodedText(bytes: result.bytes, encoding: encoding, invalidBytes: result.invalid)
    }

    private static func byteOrderMark(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (encoding: String, length: Int)? {
        func starts(_ mark: [UInt8]) -> Bool { bytes.starts(with: mark) }
        if starts([0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
        if starts([0xFF, 0xFE, 0, 0]) { return ("UTF-32LE", 4) }
        if starts([0, 0, 0xFE, 0xFF]) { return ("UTF-32BE", 4) }
        if starts([0xFF, 0xFE]) { return ("UTF-16LE", 2) }
        if starts([0xFE, 0xFF]) { return ("UTF-16BE", 2) }
        return nil
    }

    /// UTF-16 or UTF-32 without a mark: in any script, blanks and line ends have zero bytes at one side.
    private static func wideEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let sample = UnsafeBufferPointer(rebasing: bytes.prefix(4_096))
        guard sample.count >= 4 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 4] += 1 }
        let quarter = sample.count / 4
        let total = zeros.reduce(0, +)
        guard total * 8 > sample.count else { return nil }
        if zeros[2] + zeros[3] >= quarter * 2 - 2, zeros[1] * 2 > quarter { return "UTF-32LE" }
        if zeros[0] + zeros[1] >= quarter * 2 - 2, zeros[2] * 2 > quarter { return "UTF-32BE" }
        let low = zeros[1] + zeros[3]
        let high = zeros[0] + zeros[2]
        if low > high * 8 { return "UTF-16LE" }
        return high > low * 8 ? "UTF-16BE" : nil
    }
}
