import NarrateModel

/// What is known of a table while it is read.
struct TableShape {
    var firstBlock: Int
    var firstAnchor: Int
    var row = 0
    var column = 0
    var hasHeader = false
    var isPresentation = false
}

extension ContentExtractor {
    mutating func startTable(
        _ tag: MarkupTag,
        _ semantics: Semantics,
        _ frame: inout ExtractionFrame
    ) {
        frame.context.table = tables.count
        frame.context.isItem = false
        frame.context.cell = nil
        tables.append(
            TableShape(
                firstBlock: document.blocks.count,
                firstAnchor: document.anchors.count,
                isPresentation: semantics.isPresentation || frame.context.cell != nil
            )
        )
    }

    mutating func startCell(_ tag: MarkupTag, _ frame: inout ExtractionFrame) {
        guard let table = frame.context.table, tables.indices.contains(table) else { return }
        if tag.name == "tr" {
            tables[table].row += 1
            tables[table].column = 0
            return
        }
        tables[table].column += 1
        if tag.name == "th" { tables[table].hasHeader = true }
        frame.context.cell = ContentBlock.Cell(
            row: tables[table].row,
            column: tables[table].column,
            isHeader: tag.name == "th"
        )
    }

    /// Decides at its end whether a table holds data, which is read row by row, or only lays text out.
    mutating func finishTable(_ frame: ExtractionFrame) {
        guard let index = frame.context.table, index < tables.count else { return }
        let shape = tables[index]
        let range = shape.firstBlock..<document.blocks.count
        guard !range.isEmpty, isData(shape, range) else {
            for block in range where document.blocks[block].kind == .tableCell {
                document.blocks[block].kind = .paragraph
                document.blocks[block].cell = nil
            }
            return
        }
        joinRows(in: range, anchorsFrom: shape.firstAnchor)
        guard environment.options.tables == .skip else { return }
        for block in shape.firstBlock..<document.blocks.count {
            document.blocks[block].reason = document.blocks[block].reason ?? .table
        }
    }

    private func isData(_ shape: TableShape, _ range: Range<Int>) -> Bool {
        guard !shape.isPresentation, shape.row > 1 || shape.hasHeader else { return false }
        let cells = document.blocks[range].filter { $0.cell != nil }
        guard cells.contains(where: { ($0.cell?.column ?? 0) > 1 }) else { return false }
        let isShort = cells.allSatisfy { $0.weight <= 120 }
        return shape.hasHeader ? cells.allSatisfy { $0.weight <= 600 } : isShort
    }

    private mutating func joinRows(in range: Range<Int>, anchorsFrom firstAnchor: Int) {
        var rows: [ContentBlock] = []
        var places: [Int] = []
        for index in range {
            let block = document.blocks[index]
            if let cell = block.cell, let last = rows.last, last.cell?.row == cell.row,
                last.reason == block.reason, block.headingLevel == nil, last.headingLevel == nil,
                block.kind != .sceneBreak, last.kind != .sceneBreak
            {
                rows[rows.count - 1].append(cell: block)
            } else {
                var row = block
                if row.cell != nil, row.kind == .tableCell { row.kind = .tableRow }
                rows.append(row)
            }
            places.append(range.lowerBound + rows.count - 1)
        }
        document.blocks.replaceSubrange(range, with: rows)
        let main = mainBlocks[range.lowerBound]
        mainBlocks.replaceSubrange(range, with: Array(repeating: main, count: rows.count))
        let end = range.lowerBound + rows.count
        func moved(_ block: Int) -> Int {
            range.contains(block)
                ? places[block - range.lowerBound] : block >= range.upperBound ? end : block
        }
        for index in firstAnchor..<max(firstAnchor, document.anchors.count) {
            document.anchors[index].block = moved(document.anchors[index].block)
            document.anchors[index].end = document.anchors[index].end.map(moved)
        }
        for index in document.links.indices.reversed() {
            guard document.links[index].block >= range.lowerBound else { break }
            document.links[index].block = moved(document.links[index].block)
        }
        for index in stack.indices where stack[index].firstBlock > end {
            stack[index].firstBlock = end
        }
    }
}

extension ContentBlock {
    /// Adds another cell of the same row, parted by a comma where the text has no sign of its own.
    mutating func append(cell: ContentBlock) {
        kind = .tableRow
        let needsComma =
            text.unicodeScalars.last.map {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "%"
                    || $0 == ")"
            } ?? false
        let separator = needsComma ? ", " : " "
        let shift = text.unicodeScalars.count + separator.unicodeScalars.count
        text += separator + cell.text
        weight += cell.weight + (needsComma ? 1 : 0)
        added += cell.added + (needsComma ? 1 : 0)
        linked += cell.linked
        spans += cell.spans.map {
            Span(
                range: $0.range.lowerBound + shift..<$0.range.upperBound + shift,
                property: $0.property
            )
        }
        noteReferences += cell.noteReferences.map {
            NoteReference(offset: $0.offset + shift, target: $0.target)
        }
    }
}
