import NarrateModel

/// The notation of Aozora Bunko: ruby in `《》`, notes of the typist in `［＃］`, headings among them.
struct AozoraNotation {
    /// Visible characters that were taken out, by reason.
    private(set) var setAside: [Balance.Reason: Int] = [:]
    private let readsRuby: Bool
    private var blockLevel: Int?

    init(readsRuby: Bool) { self.readsRuby = readsRuby }

    /// Whether a text is written in the notation.
    static func isUsed(in lines: [TextLine]) -> Bool {
        var notes = 0
        for line in lines {
            // Most texts have no such byte at all, which is quickly seen.
            guard line.text.utf8.contains(0xEF), line.text.contains("［＃") else { continue }
            notes += 1
            if notes >= 2 { return true }
        }
        return notes > 0 && lines.contains { $0.text.contains("【テキスト中に現れる記号について】") }
    }

    /// The lines without notation; headings have their level.
    mutating func parse(_ lines: [TextLine]) -> [TextLine] {
        withoutLegend(lines).map { parse($0) }
    }

    /// The legend of signs stands between two rules near the start.
    private mutating func withoutLegend(_ lines: [TextLine]) -> [TextLine] {
        let rules = lines.prefix(80).indices.filter {
            lines[$0].text.count >= 20 && lines[$0].text.allSatisfy { $0 == "-" }
        }
        guard rules.count >= 2,
            lines[rules[0]...rules[1]].contains(where: { $0.text.contains("記号") })
        else { return lines }
        var result = lines
        for index in rules[0]...rules[1] {
            setAside[.frontMatter, default: 0] += ScalarClass.weight(of: lines[index].text)
            result[index] = TextLine(text: "", like: lines[index])
        }
        return result
    }

    private mutating func parse(_ line: TextLine) -> TextLine {
        guard line.text.unicodeScalars.contains(where: { "［《｜※".unicodeScalars.contains($0) })
        else {
            var plain = line
            if let blockLevel, !line.isEmpty { plain.level = blockLevel }
            return plain
        }
        var output = ""
        var level = blockLevel
        var rest = Substring(line.text)
        while let first = rest.first {
            if first == "※", rest.dropFirst().hasPrefix("［＃") {
                drop("※", as: .other)
                rest.removeFirst()
            } else if rest.hasPrefix("［＃") {
                let note = take(&rest, upTo: "］")
                level = headingLevel(note) ?? level
                drop(note, as: .other)
            } else if first == "《" {
                let reading = take(&rest, upTo: "》")
                ruby(reading, &output)
            } else if first == "｜" {
                drop("｜", as: .other)
                rest.removeFirst()
                if readsRuby { output.append("｜") }
            } else {
                output.append(first)
                rest.removeFirst()
            }
        }
        var result = TextLine(text: output.filter { $0 != "｜" }.trimmed, like: line)
        result.level = result.isEmpty ? nil : level
        return result
    }

    private mutating func ruby(_ reading: String, _ output: inout String) {
        guard readsRuby else { return drop(reading, as: .rubyReading) }
        // The base is what stands after `｜`, or the Han characters right before.
        var base = ""
        if let bar = output.lastIndex(of: "｜") {
            base = String(output[output.index(after: bar)...])
            output.removeSubrange(bar...)
        } else {
            while let last = output.unicodeScalars.last,
                (0x3400...0x9FFF).contains(last.value) || last == "々"
            {
                base = String(last) + base
                output.unicodeScalars.removeLast()
            }
        }
        drop(base + "《》", as: .rubyReading)
        output += reading.dropFirst().dropLast()
    }

    private mutating func drop(_ text: String, as reason: Balance.Reason) {
        setAside[reason, default: 0] += ScalarClass.weight(of: text)
    }

    private func take(_ rest: inout Substring, upTo end: Character) -> String {
        guard let index = rest.firstIndex(of: end) else {
            let text = String(rest)
            rest = ""
            return text
        }
        let text = String(rest[...index])
        rest = rest[rest.index(after: index)...]
        return text
    }

    /// `［＃「一」は中見出し］`, `［＃大見出し］`, and blocks from `ここから` to `ここで…終わり`.
    private mutating func headingLevel(_ note: String) -> Int? {
        var level: Int?
        if note.contains("大見出し") {
            level = 1
        } else if note.contains("中見出し") {
            level = 2
        } else if note.contains("小見出し") {
            level = 3
        }
        guard let level else { return nil }
        if note.contains("ここから") {
            blockLevel = level
            return nil
        }
        if note.contains("終わり") {
            blockLevel = nil
            return note.contains("ここで") ? nil : level
        }
        return level
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.unicodeScalars.first, first.properties.isWhitespace {
            text.unicodeScalars.removeFirst()
        }
        while let last = text.unicodeScalars.last, last.properties.isWhitespace {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }
}
