import NarrateModel

extension Cue {
    /// Characters of a line and lines of a cue that can be read at a glance.
    static let lineLength = 42
    static let cueLength = 2 * lineLength

    /// The cue as cues of at most two lines, cut where the sentence allows; each lies where its words
    /// are spoken, or gets the share of time that its characters have.
    var split: [Cue] {
        let pieces = Self.pieces(of: text.collapsingWhiteSpace)
        let total = pieces.reduce(0) { $0 + $1.count }
        guard pieces.count > 1, total > 0 else { return [self] }
        if let timed = timed(pieces) { return timed }
        var cues: [Cue] = []
        var time = start
        for piece in pieces {
            let end = time + (self.end - start) * Double(piece.count) / Double(total)
            cues.append(Cue(text: piece, start: time, end: end))
            time = end
        }
        return cues
    }

    /// The pieces where their words are spoken; `nil` when the words are not those of the text.
    private func timed(_ pieces: [String]) -> [Cue]? {
        let counts = pieces.map { $0.split(separator: " ").count }
        guard counts.reduce(0, +) == words.count else { return nil }
        var cues: [Cue] = []
        var first = 0
        for (piece, count) in zip(pieces, counts) {
            let spoken = words[first..<first + count]
            first += count
            guard let begin = spoken.first?.start, let stop = spoken.last?.end else { return nil }
            let start = max(cues.last?.end ?? self.start, min(self.end, self.start + begin))
            cues.append(
                Cue(text: piece, start: start, end: max(start, min(self.end, self.start + stop)))
            )
        }
        return cues
    }

    /// The text in one or two lines of about the same length.
    var lines: [String] {
        let text = text.collapsingWhiteSpace
        guard text.count > Self.lineLength else { return [text] }
        let spaces = text.indices.filter { text[$0] == " " }
        let middle = text.count / 2
        let best = spaces.min {
            abs(text.distance(from: text.startIndex, to: $0) - middle)
                < abs(text.distance(from: text.startIndex, to: $1) - middle)
        }
        guard let best else { return [text] }
        return [String(text[..<best]), String(text[text.index(after: best)...])]
    }

    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while rest.count > cueLength {
            let end = cut(in: rest)
            pieces.append(String(rest[..<end]).collapsingWhiteSpace)
            rest = rest[end...]
        }
        let last = String(rest).collapsingWhiteSpace
        return last.isEmpty ? pieces : pieces + [last]
    }

    /// The best place for a cut: behind a sentence, else a clause, else a word, else anywhere.
    private static func cut(in text: Substring) -> Substring.Index {
        let limit = text.index(text.startIndex, offsetBy: cueLength)
        let early = text.index(text.startIndex, offsetBy: lineLength / 2)
        let window = text[early..<limit]
        for ends in [".!?…。！？", ",;:—–、，；"] {
            var place: Substring.Index?
            for index in window.indices where ends.contains(window[index]) {
                let next = text.index(after: index)
                let isEnd = next == text.endIndex || text[next].isWhitespace
                if isEnd || text[index].utf8.count > 1 { place = next }
            }
            if let place { return place }
        }
        return window.lastIndex(of: " ") ?? limit
    }
}
