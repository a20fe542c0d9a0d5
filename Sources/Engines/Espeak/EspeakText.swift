/// Text as espeak-ng has to be given it so that it speaks exactly what is written.
enum EspeakText {
    /// UTF-8 for standard input; with `phonemes`, `[[…]]` is meant as phoneme mnemonics.
    static func bytes(of text: String, phonemes: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 {
            // Control characters start embedded commands (1) or end the text (0).
            let isControl = byte < 0x20 && byte != 0x0A || byte == 0x7F
            if byte == UInt8(ascii: "["), !phonemes, bytes.last == byte {
                bytes.append(UInt8(ascii: " "))
            }
            bytes.append(isControl ? UInt8(ascii: " ") : byte)
        }
        bytes.append(0x0A)
        return bytes
    }
}
