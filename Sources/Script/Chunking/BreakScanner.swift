/// Finds where a stretch of spoken text may be cut.
struct BreakScanner {
    private let text: UTF8Text
    private let atoms: [Range<Int>]
    private let sentences: [Int]
    private var breaks: [BreakPoint] = []
    /// What closes the quotations and brackets that are open.
    private var closers: [UInt32] = []
    private var atom = 0
    private var sentence = 0

    /// Prepares a scan; atoms stay whole, sentences are the offsets they start at.
    init(_ text: UTF8Text, atoms: [Range<Int>], sentences: [Int]) {
        self.text = text
        self.atoms = atoms
        self.sentences = sentences
    }

    /// Every place between words, in order, with its strength.
    mutating func places() -> [BreakPoint] {
        var index = 0
        while index < text.count {
            if atom < atoms.count, atoms[atom].lowerBound <= index {
                index = max(index, atoms[atom].upperBound)
                atom += 1
                continue
            }
            let scalar = text.scalar(at: index)
            let next = text.after(index)
            if ScalarClass.isSpace(scalar) {
                index = placeAtSpace(index)
                continue
            }
            track(scalar, at: index)
            if isWideStop(scalar) { placeAfterWideStop(next, scalar) }
            index = next
        }
        return breaks
    }

    private mutating func placeAtSpace(_ offset: Int) -> Int {
        let start = text.skippingSpace(from: offset)
        guard offset > 0, start < text.count else { return start }
        add(end: offset, start: start, strength: strength(end: offset, start: start))
        return start
    }

    private mutating func placeAfterWideStop(_ offset: Int, _ scalar: UInt32) {
        guard offset < text.count, !ScalarClass.isSpace(text.scalar(at: offset)) else { return }
        if isSentence(offset) {
            add(end: offset, start: offset, strength: .sentence)
        } else if !isCloser(text.scalar(at: offset)) {
            let isComma = scalar == 0xFF0C || scalar == 0x3001
            add(end: offset, start: offset, strength: isComma ? .comma : .clause)
        }
    }

    private mutating func add(end: Int, start: Int, strength: BreakPoint.Strength) {
        if let last = breaks.last, last.start >= start { return }
        breaks.append(
            BreakPoint(end: end, start: start, strength: strength, isInside: !closers.isEmpty)
        )
    }

    private mutating func isSentence(_ offset: Int) -> Bool {
        while sentence < sentences.count, sentences[sentence] < offset { sentence += 1 }
        return sentence < sentences.count && sentences[sentence] == offset
    }

    private mutating func strength(end: Int, start: Int) -> BreakPoint.Strength {
        if isSentence(start) { return .sentence }
        var index = end
        while let before = text.before(index), isCloser(text.scalar(at: before)), before > 0 {
            index = before
        }
        let last = text.scalar(before: index)
        let first = text.scalar(at: start)
        switch last {
        case 0x3B, 0x3A, 0x2014, 0x2013, 0x61B, 0xFF1B, 0xFF1A, 0x2026, 0x21, 0x3F: return .clause
        case 0x0A: return .clause
        case 0x2C, 0x60C, 0xFF0C, 0x3001: return .comma
        default: break
        }
        if first == 0x2014 || first == 0x2013 || text.bytes[end] == 0x0A { return .clause }
        return isGlued(end: end, last, first) ? .glue : .space
    }

    /// After an abbreviation's full stop, inside a number, before its unit.
    private func isGlued(end: Int, _ last: UInt32, _ first: UInt32) -> Bool {
        if last == 0x2E || ScalarClass.isDigit(first) && ScalarClass.isDigit(last) { return true }
        return text.bytes[end] != 0x20 && text.bytes[end] != 0x0A && text.bytes[end] != 0x09
    }

    private mutating func track(_ scalar: UInt32, at offset: Int) {
        // `»so«` and `«so»`, `„so“` and `“so”`: what is open says what a mark means.
        if let place = closers.lastIndex(of: scalar) {
            closers.removeSubrange(place...)
        } else if closers.count < Self.deepest, let closer = closer(of: scalar) {
            closers.append(closer)
        }
    }

    /// Deeper nesting is none: marks that are never closed must not be searched for ever.
    private static let deepest = 12

    private func closer(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x22: 0x22
        case 0x28: 0x29
        case 0x5B: 0x5D
        case 0xAB: 0xBB
        case 0xBB: 0xAB
        case 0x201C: 0x201D
        case 0x201E: 0x201C
        case 0x3008...0x3010 where scalar & 1 == 0: scalar + 1
        case 0xFF08: 0xFF09
        default: nil
        }
    }

    private func isWideStop(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0x300D, 0x300F, 0x201D: true
        default: false
        }
    }

    private func isCloser(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x29, 0x5D, 0xBB, 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, 0x300B: true
        default: false
        }
    }
}
