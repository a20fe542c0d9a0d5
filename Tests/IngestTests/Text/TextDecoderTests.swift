import Testing

@testable import NarrateIngest

@Suite struct TextDecoderTests {
    private func decoded(_ bytes: [UInt8], declares: Bool = false) -> String {
        String(decoding: TextDecoder(readsDeclaration: declares).decode(bytes).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF, 0x41], "A"), ([0xFF, 0xFE, 0x41, 0x00], "A"),
        ([0xFE, 0xFF, 0x00, 0x41], "A"),
        ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "A"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41], "A"),
    ])
    func `byte order marks decide`(bytes: [UInt8], expected: String) {
        #expect(decoded(bytes) == expected)
    }

    @Test func `UTF-16 without a mark is told by its zero bytes`() {
        let bytes = "Chapter 1, and so on".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(decoded(bytes) == "Chapter 1, and so on")
    }

    @Test func `a declaration is believed, Latin-1 meaning windows-1252`() {
        let page =
            Array("<meta charset=\"iso-8859-1\"><p>caf".utf8) + [0xE9, 0x20, 0x93, 0x61, 0x94]
        #expect(decoded(page, declares: true).hasSuffix("café “a”"))
    }

    @Test func `stray bytes in UTF-8 lose nothing around them`() {
        let text = TextDecoder(readsDeclaration: false).decode(
            Array("Café, naïve. ".utf8) + [0x43, 0xE9, 0x21]
        )
        #expect(String(decoding: text.bytes, as: UTF8.self) == "Café, naïve. Cé!")
        #expect(text.invalidBytes == 1)
    }

    @Test(arguments: [
        (
            [
                0x8C, 0xE1, 0x94, 0x79, 0x82, 0xCD, 0x94, 0x4C, 0x82, 0xC5, 0x82, 0xA0, 0x82, 0xE9,
                0x81, 0x42,
            ], "CP932"
        ),  // 吾輩は猫である。
        // Москва и люди
        ([0xCD, 0xEE, 0xF1, 0xEA, 0xE2, 0xE0, 0x20, 0xE8, 0x20, 0xEB, 0xFE, 0xE4, 0xE8], "CP1251"),
        ([0xED, 0xCF, 0xD3, 0xCB, 0xD7, 0xC1, 0x20, 0xC9, 0x20, 0xCC, 0xC0, 0xC4, 0xC9], "KOI8-R"),
        // L'été à Noël
        ([0x4C, 0x27, 0xE9, 0x74, 0xE9, 0x20, 0xE0, 0x20, 0x4E, 0x6F, 0xEB, 0x6C], "CP1252"),
        // 这是一个故事
        ([0xD5, 0xE2, 0xCA, 0xC7, 0xD2, 0xBB, 0xB8, 0xF6, 0xB9, 0xCA, 0xCA, 0xC2], "GB18030"),
    ])
    func `guesses old encodings by what comes out`(bytes: [UInt8], encoding: String) {
        let guess = bytes.withUnsafeBufferPointer {
            EncodingDetector(language: nil).encoding(of: $0)
        }
        #expect(guess == encoding)
    }

    @Test(arguments: [
        ("latin1", "CP1252"), ("Shift_JIS", "CP932"), ("windows-1251", "CP1251"), ("utf8", "UTF-8"),
        ("evil//TRANSLIT", nil),
    ])
    func `knows the labels of encodings`(label: String, name: String?) {
        #expect(EncodingLabel.canonical(label) == name)
    }

    @Test func `says what it took a text for that does not say it`() {
        let bytes: [UInt8] = [
            0xED, 0xCF, 0xD3, 0xCB, 0xD7, 0xC1, 0x20, 0xC9, 0x20, 0xCC, 0xC0, 0xC4, 0xC9,
        ]
        let guessed = TextDecoder(readsDeclaration: false).decode(bytes)
        #expect(
            guessed.warning(source: "a.txt")
                == "'a.txt' does not say its encoding; it is read as KOI8-R, another is named with --encoding"
        )
        let told = TextDecoder(forced: "KOI8-R", readsDeclaration: false).decode(bytes)
        #expect(told.warning(source: "a.txt") == nil)
    }
}
