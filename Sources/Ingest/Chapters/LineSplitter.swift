import NarrateModel

/// Parts blocks in which chapter headings are lines among others, as in texts that were marked up by a machine.
enum LineSplitter {
    /// Fewest such lines that make it worth.
    private static let fewest = 3
    /// Bytes of the longest line that is taken for a heading.
    private static let longestHeading = 240

    /// Splits blocks at lines that are worded as chapter headings.
    static func split(_ book: inout FlatBook) {
        let cuts = cuts(in: book)
        guard cuts.values.reduce(0, { $0 + $1.headings }) >= fewest else { return }
        var blocks: [ContentBlock] = []
        var moved: [Int] = []
        for (index, block) in book.blocks.enumerated() {
            moved.append(blocks.count)
            if let cut = cuts[index] {
                blocks += parts(of: block, at: cut.offsets)
            } else {
                blocks.append(block)
            }
        }
        moved.append(blocks.count)
        book.blocks = blocks
        book.move(moved)
    }

    private struct Cut {
        var offsets: [Int]
        var headings: Int
    }

    private static func cuts(in book: FlatBook) -> [Int: Cut] {
        var cuts: [Int: Cut] = [:]
        for index in book.blocks.indices
        where !book.blocks[index].lineBreaks.isEmpty && book.blocks[index].reason == nil {
            let cut = cut(
                of: book.blocks[index].text,
                endingAt: book.blocks[index].lineBreaks
            )
            if cut.headings > 0 { cuts[index] = cut }
        }
        return cuts
    }

    /// Where the lines of a block begin that are headings or follow one: looked at in bytes, as verse has lines
    /// without end.
    private static func cut(of text: String, endingAt lineBreaks: [Int]) -> Cut {
        var cut = Cut(offsets: [], headings: 0)
        var followsHeading = false
        var text = text
        text.withUTF8 { bytes in
            var index = 0
            var scalars = 0
            for end in lineBreaks + [Int.max] {
                let start = (byte: index, scalar: scalars)
                while index < bytes.count, scalars < end {
                    index += 1
                    while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
                    scalars += 1
                }
                guard index > start.byte, start.byte > 0 || index < bytes.count else { continue }
                let isHeading = isHeading(bytes[start.byte..<index])
                if isHeading { cut.headings += 1 }
                if start.scalar > 0, isHeading || followsHeading {
                    cut.offsets.append(start.scalar)
                }
                followsHeading = isHeading
            }
        }
        return cut
    }

    private static func isHeading(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var line = line
        while line.last == 0x20 { line.removeLast() }
        while line.first == 0x20 { line.removeFirst() }
        let bytes = UnsafeBufferPointer(rebasing: line)
        guard bytes.count <= longestHeading, ChapterPattern.mayMatch(bytes) else { return false }
        return isHeading(String(decoding: bytes, as: UTF8.self).trimmed)
    }

    private static func isHeading(_ line: String) -> Bool {
        guard let match = ChapterPattern.match(line), match.kind != .ordinal else { return false }
        return match.rest.isEmpty || TitleShape.isTitle(line)
    }

    private static func parts(of block: ContentBlock, at offsets: [Int]) -> [ContentBlock] {
        let scalars = Array(block.text.unicodeScalars)
        var parts: [ContentBlock] = []
        var start = 0
        for end in offsets + [scalars.count] where end > start {
            var part = block
            var stop = end
            while stop > start, scalars[stop - 1] == " " { stop -= 1 }
            part.text = String(String.UnicodeScalarView(scalars[start..<stop]))
            part.weight = ScalarClass.weight(of: part.text)
            part.added = 0
            part.linked = 0
            part.lineBreaks = block.lineBreaks.filter { $0 > start && $0 < stop }.map { $0 - start }
            part.noteReferences = block.noteReferences.filter {
                $0.offset >= start && $0.offset < end
            }
            .map { NoteReference(offset: min($0.offset, stop) - start, target: $0.target) }
            part.spans = block.spans.compactMap { span in
                let range = span.range.clamped(to: start..<stop)
                guard !range.isEmpty else { return nil }
                return .init(
                    range: range.lowerBound - start..<range.upperBound - start,
                    property: span.property
                )
            }
            if !part.text.isEmpty { parts.append(part) }
            start = end
        }
        return parts
    }
}

extension FlatBook {
    /// Follows blocks to their new places.
    mutating func move(_ places: [Int]) {
        for index in documents.indices {
            documents[index].first = places[documents[index].first]
            documents[index].end = places[documents[index].end]
            documents[index].anchors = documents[index].anchors.mapValues { anchor in
                var anchor = anchor
                anchor.block = places[min(anchor.block, places.count - 1)]
                anchor.end = anchor.end.map { places[min($0, places.count - 1)] }
                return anchor
            }
        }
    }
}
