import Glibc

/// Scans of bytes that look at eight at a time: most of the time of reading a book goes by in them.
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The high bit of each byte that is zero, and of no byte before the first that is.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// How many of the high bits are set, of a word that has no others; processors of the common kind can't count
    /// bits in one step.
    @inline(__always)
    private static func count(_ marks: UInt64) -> Int { Int(((marks >> 7) &* ones) >> 56) }

    @inline(__always)
    private static func word(_ base: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    }

    /// The first `<` or `&`, or the end.
    static func endOfText(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return start }
        let end = bytes.count
        var index = start
        while index + 8 <= end {
            let word = word(base, index)
            let found = zeros(word ^ (ones &* 0x3C)) | zeros(word ^ (ones &* 0x26))
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, base[index] != 0x3C, base[index] != 0x26 { index += 1 }
        return index
    }

    /// The first byte above ASCII, or the end.
    static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return start }
        let end = bytes.count
        var index = start
        while index + 8 <= end {
            let found = word(base, index) & highs
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, base[index] < 0x80 { index += 1 }
        return index
    }

    /// The next place of a byte, or `nil`.
    static func first(
        _ byte: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int? = nil
    ) -> Int? {
        guard let base = bytes.baseAddress, start < end ?? bytes.count,
            let found = memchr(base + start, Int32(byte), (end ?? bytes.count) - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether there are control characters other than white space.
    static func hasControls(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let word = word(base, index)
                let low = (word &- ones &* 0x20) & ~word & highs
                if low | zeros(word ^ (ones &* 0x7F)) == 0 {
                    index += 8
                    continue
                }
            }
            for place in index..<min(index + 8, bytes.count) {
                let byte = base[place]
                if byte == 0x7F || (byte < 0x20 && !ScalarClass.isASCIISpace(byte)) { return true }
            }
            index += 8
        }
        return false
    }

    /// A run of ASCII: where it ends and how many of its characters are visible.
    struct ASCIIRun {
        var end: Int
        var visible = 0
    }

    /// The run of ASCII that starts at an index, up to a byte above ASCII or, in markup, to `<` or `&`.
    static func asciiRun(
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isMarkup: Bool
    ) -> ASCIIRun {
        var run = ASCIIRun(end: start)
        guard let base = bytes.baseAddress else { return run }
        let end = bytes.count
        while run.end + 8 <= end {
            let word = word(base, run.end)
            let signs =
                isMarkup ? zeros(word ^ (ones &* 0x3C)) | zeros(word ^ (ones &* 0x26)) : 0
            guard word & highs | signs == 0 else { break }
            // 0x5F carries bytes from 0x21 on into the high bit, 0x01 carries 0x7F.
            let visible = (word &+ ones &* 0x5F) & ~(word &+ ones) & highs
            run.visible += count(visible)
            run.end += 8
        }
        while run.end < end {
            let byte = base[run.end]
            guard byte < 0x80, !isMarkup || (byte != 0x3C && byte != 0x26) else { break }
            run.visible += byte > 0x20 && byte != 0x7F ? 1 : 0
            run.end += 1
        }
        return run
    }

    /// Whether a text stands in the first bytes.
    static func contains(
        _ text: StaticString,
        in bytes: UnsafeBufferPointer<UInt8>,
        first limit: Int = .max
    ) -> Bool {
        find(text, in: bytes, from: 0, to: min(limit, bytes.count)) != nil
    }

    /// The first place of a text at or after an index, or `nil`.
    static func find(
        _ text: StaticString,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to limit: Int? = nil
    ) -> Int? {
        let count = text.utf8CodeUnitCount
        let end = limit ?? bytes.count
        guard count > 0, start >= 0, let base = bytes.baseAddress else { return nil }
        var index = start
        while index + count <= end,
            let found = first(text.utf8Start[0], in: bytes, from: index, to: end - count + 1)
        {
            if memcmp(base + found, text.utf8Start, count) == 0 { return found }
            index = found + 1
        }
        return nil
    }

    /// A run of characters that are written as they stand: visible ones with single blanks between them.
    struct PlainRun {
        /// Byte after its last visible character.
        var end: Int
        var scalars = 0
        var blanks = 0
    }

    /// The plain run that starts at an index; empty where something else stands.
    static func plainRun(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> PlainRun {
        var run = PlainRun(end: start)
        guard let base = bytes.baseAddress else { return run }
        let end = bytes.count
        var index = start
        var wasBlank = true
        var continuations = 0
        while index < end {
            if index + 8 <= end, let blanks = plainASCII(word(base, index), after: wasBlank) {
                run.blanks += blanks.count
                wasBlank = blanks.isLast
                index += 8
                continue
            }
            let byte = base[index]
            if byte < 0x80 {
                guard byte >= 0x20, byte != 0x7F, byte > 0x20 || !wasBlank else { break }
                if byte == 0x20 { run.blanks += 1 }
                wasBlank = byte == 0x20
                index += 1
                continue
            }
            let length = plainLength(base, index, end)
            guard length > 0 else { break }
            continuations += length - 1
            wasBlank = false
            index += length
        }
        guard index > start else { return run }
        if wasBlank {
            index -= 1
            run.blanks -= 1
        }
        run.end = index
        run.scalars = index - start - continuations
        return run
    }

    /// The blanks of eight printable ASCII bytes no two of which are neighbours, or `nil` for other bytes.
    @inline(__always)
    private static func plainASCII(
        _ word: UInt64,
        after wasBlank: Bool
    ) -> (count: Int, isLast: Bool)? {
        // 0x60 carries bytes from 0x20 on into the high bit, 0x01 carries 0x7F; neither leaves its byte.
        guard word & highs == 0, (word &+ ones &* 0x60) & highs == highs,
            (word &+ ones) & highs == 0
        else { return nil }
        let blanks = ((word &+ ones &* 0x5F) & highs) ^ highs
        guard blanks & (blanks << 8 | (wasBlank ? 0x80 : 0)) == 0 else { return nil }
        return (count(blanks), blanks >> 63 == 1)
    }

    /// Bytes of a character above ASCII that is visible without a further look, or 0.
    @inline(__always)
    private static func plainLength(
        _ base: UnsafePointer<UInt8>,
        _ index: Int,
        _ end: Int
    ) -> Int {
        let lead = base[index]
        if lead >= 0xC3, lead <= 0xD7 { return index + 2 <= end ? 2 : 0 }
        guard lead >= 0xE2, lead <= 0xEC, index + 3 <= end else { return 0 }
        if lead >= 0xE4 { return 3 }
        // U+2010 to U+2027 are dashes, quotes and dots; U+3000 is a blank.
        let second = base[index + 1]
        let third = base[index + 2]
        if lead == 0xE2 { return second == 0x80 && third >= 0x90 && third <= 0xA7 ? 3 : 0 }
        return second == 0x80 && third == 0x80 ? 0 : 3
    }
}
