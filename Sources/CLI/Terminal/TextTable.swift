/// A table in columns of even width.
struct TextTable {
    let text: String

    /// Lays rows out below a head.
    init(_ head: [String], _ rows: [[String]]) {
        var widths = head.map(\.count)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], cell.count)
            }
        }
        let lines = ([head] + rows).map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            let line = cells.joined(separator: "  ")
            return line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
