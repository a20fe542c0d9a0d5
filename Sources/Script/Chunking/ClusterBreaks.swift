/// Last resort where a stretch above the limit has no space: cuts between grapheme clusters.
struct ClusterBreaks {
    let text: UTF8Text
    let limit: Int
    let atoms: [Range<Int>]

    /// Adds places wherever two neighbours are further apart than the limit.
    func filling(_ chosen: [BreakPoint], whole: Range<Int>, total: Int) -> [BreakPoint] {
        var result: [BreakPoint] = []
        result.reserveCapacity(chosen.count)
        var start = 0
        var offset = whole.lowerBound
        for index in 0...chosen.count {
            let isLast = index == chosen.count
            let end = isLast ? total : chosen[index].scalarEnd
            if end - start > limit {
                let endOffset = isLast ? whole.upperBound : chosen[index].end
                result += places(in: offset..<endOffset, scalars: start..<end)
            }
            guard !isLast else { break }
            result.append(chosen[index])
            start = chosen[index].scalarStart
            offset = chosen[index].start
        }
        return result
    }

    /// Equal parts, as near as clusters and atoms let them be.
    private func places(in range: Range<Int>, scalars: Range<Int>) -> [BreakPoint] {
        let parts = (scalars.count + limit - 1) / limit
        let target = (scalars.count + parts - 1) / parts
        let string = text[range]
        var result: [BreakPoint] = []
        var offset = range.lowerBound
        var count = 0
        var total = scalars.lowerBound
        func cut() {
            result.append(place(at: offset, scalar: total))
            count = 0
        }
        for piece in indivisible(string, from: range.lowerBound) {
            if count > 0, count + piece.scalars > limit { cut() }
            if piece.scalars > limit {
                result += forced(offset, piece.scalars, scalar: total)
                count = 0
            } else {
                count += piece.scalars
            }
            offset += piece.bytes
            total += piece.scalars
            if count >= target, offset < range.upperBound { cut() }
        }
        return result
    }

    private struct Piece {
        var bytes: Int
        var scalars: Int
    }

    /// Clusters, and atoms as long as they fit.
    private func indivisible(_ string: String, from start: Int) -> [Piece] {
        var result: [Piece] = []
        var offset = start
        var atom = atoms.firstIndex { $0.upperBound > start } ?? atoms.count
        for character in string {
            let piece = Piece(
                bytes: character.utf8.count,
                scalars: character.unicodeScalars.count
            )
            if atom < atoms.count, atoms[atom].lowerBound < offset, offset < atoms[atom].upperBound,
                let last = result.last, last.scalars + piece.scalars <= limit
            {
                result[result.count - 1] = Piece(
                    bytes: last.bytes + piece.bytes,
                    scalars: last.scalars + piece.scalars
                )
            } else {
                result.append(piece)
            }
            offset += piece.bytes
            while atom < atoms.count, atoms[atom].upperBound <= offset { atom += 1 }
        }
        return result
    }

    /// A single cluster above the limit: stacked marks that no one can read anyway.
    private func forced(_ offset: Int, _ scalars: Int, scalar: Int) -> [BreakPoint] {
        var result: [BreakPoint] = []
        var index = offset
        for count in 1..<scalars {
            index = text.after(index)
            if count % limit == 0 { result.append(place(at: index, scalar: scalar + count)) }
        }
        return result
    }

    private func place(at offset: Int, scalar: Int) -> BreakPoint {
        BreakPoint(
            end: offset,
            start: offset,
            strength: .cluster,
            isInside: false,
            scalarEnd: scalar,
            scalarStart: scalar
        )
    }
}
