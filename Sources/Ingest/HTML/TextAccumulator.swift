/// Gathers the text of a block as it will be spoken: white space collapsed, invisible characters gone, ligatures
/// unfolded, and counts what is visible.
struct TextAccumulator {
    private(set) var bytes: [UInt8] = []
    /// Unicode scalars so far.
    private(set) var scalars = 0
    /// Visible characters so far.
    private(set) var weight = 0
    private var space = Space.none
    private var last: UInt32 = 0

    /// A break that markup asks for stays one; a line end in the source may vanish.
    enum Space { case none, blank, lineEnd, hard }

    /// A place to go back to.
    struct Mark {
        var bytes: Int
        var scalars: Int
        var weight: Int
        var space: Space
        var last: UInt32
    }

    var isEmpty: Bool { bytes.isEmpty }
    /// Whether the next character stands right after the last, without a blank.
    var isOpenEnded: Bool { !bytes.isEmpty && space == .none }

    /// Where the next visible character will stand.
    var upcoming: Int { bytes.isEmpty || space == .none ? scalars : scalars + 1 }

    var mark: Mark {
        Mark(bytes: bytes.count, scalars: scalars, weight: weight, space: space, last: last)
    }

    /// Forgets what came after a mark.
    ///
    /// - Returns: the visible characters that are gone.
    mutating func cut(to mark: Mark) -> Int {
        let gone = weight - mark.weight
        bytes.removeSubrange(mark.bytes...)
        scalars = mark.scalars
        weight = mark.weight
        space = mark.space
        last = mark.last
        return gone
    }

    /// Text that came after a mark.
    func text(since mark: Mark) -> String {
        String(decoding: bytes[min(mark.bytes, bytes.count)...], as: UTF8.self)
    }

    /// Ends a block: gives its text and starts anew.
    mutating func take() -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        bytes.removeAll(keepingCapacity: true)
        scalars = 0
        weight = 0
        space = .none
        last = 0
        return text
    }

    /// Parts the text before from the text after.
    mutating func breakWord() {
        if !bytes.isEmpty { space = .hard }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < source.count {
            let run = ByteScan.plainRun(in: source, from: index)
            if run.end > index {
                append(run, of: source, from: index)
                index = run.end
                continue
            }
            let byte = source[index]
            if byte < 0x80 {
                if ScalarClass.isASCIISpace(byte), !bytes.isEmpty {
                    note(isLineEnd: byte == 0x0A || byte == 0x0D)
                }
                index += 1
            } else {
                let length = max(1, UTF8Repair.sequenceLength(in: source, at: index) ?? 1)
                appendWide(source, index..<index + length)
                index += length
            }
        }
    }

    private mutating func note(isLineEnd: Bool) {
        if isLineEnd, space != .hard { space = .lineEnd } else if space == .none { space = .blank }
    }

    private mutating func append(
        _ run: ByteScan.PlainRun,
        of source: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) {
        let first = source[start]
        flushSpace(before: first < 0x80 ? 0 : TextAccumulator.value(source, at: start))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<run.end]))
        scalars += run.scalars
        weight += run.scalars - run.blanks
        var end = run.end - 1
        while end > start, source[end] & 0xC0 == 0x80 { end -= 1 }
        last = TextAccumulator.value(source, at: end)
    }

    private mutating func appendWide(
        _ source: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) {
        let value = TextAccumulator.value(source, range)
        if ScalarClass.isPlainWide(value) {
            flushSpace(before: value)
            bytes.append(contentsOf: source[range])
            scalars += 1
            weight += 1
            last = value
            return
        }
        switch ScalarClass.of(value) {
        case .space: if !bytes.isEmpty { note(isLineEnd: false) }
        case .ignorable: break
        case .joiner:
            // Persian and Indic spelling and joined emoji need it; Latin text has it by accident.
            guard last >= 0x600, !(0x2000...0x20FF).contains(last), space == .none else { return }
            bytes.append(contentsOf: source[range])
            scalars += 1
        case .ligature(let letters): append(letters)
        case .visible:
            flushSpace(before: value)
            bytes.append(contentsOf: source[range])
            scalars += 1
            weight += 1
            last = value
        }
    }

    private mutating func flushSpace(before value: UInt32) {
        guard space != .none else { return }
        // A line end in the source is no blank between characters that are written without blanks.
        let isJoined =
            space == .lineEnd && TextAccumulator.isUnspaced(value)
            && TextAccumulator.isUnspaced(last)
        space = .none
        guard !isJoined else { return }
        bytes.append(0x20)
        scalars += 1
    }

    /// Han, kana and their punctuation.
    static func isUnspaced(_ value: UInt32) -> Bool {
        (0x2E80...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
            || (0xFF00...0xFFEF).contains(value) || (0x20000...0x3FFFF).contains(value)
    }

    private static func value(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
        let lead = source[index]
        if lead < 0x80 { return UInt32(lead) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        return value(source, index..<min(source.count, index + length))
    }

    private static func value(
        _ source: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) -> UInt32 {
        let lead = UInt32(source[range.lowerBound])
        var value: UInt32
        switch range.count {
        case 2: value = lead & 0x1F
        case 3: value = lead & 0x0F
        case 4: value = lead & 0x07
        default: return 0xFFFD
        }
        for index in range.dropFirst() { value = value << 6 | UInt32(source[index] & 0x3F) }
        return value
    }
}
