/// Written text with its edits made, and the way back.
struct SpokenText {
    /// Where an edit stands in both texts.
    struct Patch {
        var spoken: Range<Int>
        var written: Range<Int>
        var isAtomic: Bool
        var origin: Edit.Origin
    }

    let written: UTF8Text
    let text: UTF8Text
    let patches: [Patch]

    /// Makes edits, which are ascending, do not overlap and lie inside the range.
    init(_ written: UTF8Text, range: Range<Int>, edits: [Edit]) {
        self.written = written
        var bytes: [UInt8] = []
        var patches: [Patch] = []
        bytes.reserveCapacity(range.count + 64)
        var offset = range.lowerBound
        for edit in edits {
            bytes += written.bytes[offset..<edit.range.lowerBound]
            let start = bytes.count
            bytes += edit.replacement
            patches.append(
                Patch(
                    spoken: start..<bytes.count,
                    written: edit.range,
                    isAtomic: edit.isAtomic,
                    origin: edit.origin
                )
            )
            offset = edit.range.upperBound
        }
        bytes += written.bytes[offset..<range.upperBound]
        text = UTF8Text(bytes: bytes)
        self.patches = patches
        start = range.lowerBound
    }

    private let start: Int

    /// The spoken offsets of ascending written ones; those inside an edit are left out.
    func spokenOffsets(of offsets: [Int]) -> [Int] {
        var result: [Int] = []
        var next = patches.startIndex
        var shift = -start
        for offset in offsets {
            while next < patches.endIndex, patches[next].written.upperBound <= offset {
                shift = patches[next].spoken.upperBound - patches[next].written.upperBound
                next += 1
            }
            if next < patches.endIndex, patches[next].written.lowerBound < offset { continue }
            result.append(offset + shift)
        }
        return result
    }

    /// What is written where a stretch is spoken; an edit that is cut belongs to its first piece.
    func written(of range: Range<Int>) -> String {
        let lower = writtenOffset(of: range.lowerBound)
        let upper = writtenOffset(of: range.upperBound)
        return written[written.trimmed(lower..<max(lower, upper))]
    }

    /// The edits that begin in a stretch of the spoken text, in order.
    func patches(in range: Range<Int>) -> ArraySlice<Patch> {
        let start = firstPatch(from: range.lowerBound)
        return patches[start..<max(start, firstPatch(from: range.upperBound))]
    }

    private func firstPatch(from offset: Int) -> Int {
        var low = 0
        var high = patches.count
        while low < high {
            let middle = (low + high) / 2
            if patches[middle].spoken.lowerBound < offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func writtenOffset(of offset: Int) -> Int {
        let low = firstPatch(from: offset)
        guard low > 0 else { return offset + start }
        let patch = patches[low - 1]
        if offset < patch.spoken.upperBound { return patch.written.upperBound }
        return patch.written.upperBound + offset - patch.spoken.upperBound
    }
}
