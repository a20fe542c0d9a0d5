import NarrateModel

/// A text in two halves that can be spoken one after the other.
struct TextHalves: Sendable, Equatable {
    var first: String
    var second: String
    /// Silence between them, in seconds.
    var pause: Double

    /// Shorter texts are not taken apart.
    private static let shortest = 60
    /// What each kind of boundary is worth against a place nearer to the middle.
    private static let boundaries: [(marks: String, worth: Double, pause: Double)] = [
        (".!?…。！？", 1, 0.35), (";:—–；：", 0.7, 0.25), (",，、", 0.5, 0.15), (" ", 0.1, 0.05),
    ]

    /// Takes a text apart at its best boundary near the middle; `nil` when it is too short, or holds
    /// marks of the engine that must stay together.
    init?(_ text: String) {
        let characters = Array(text)
        guard characters.count >= Self.shortest, !text.contains("["), !text.contains("<") else {
            return nil
        }
        var best: (place: Int, score: Double, pause: Double)?
        for place in characters.count / 5..<characters.count * 4 / 5
        where characters[place] == " " || "。！？；：，、".contains(characters[place - 1]) {
            let before = characters[..<place].last { !"”’\"')»".contains($0) } ?? " "
            let kind = Self.boundaries.first { $0.marks.contains(before) } ?? Self.boundaries[3]
            let distance = abs(Double(place) / Double(characters.count) - 0.5)
            let score = kind.worth - distance
            if score > best?.score ?? -1 { best = (place, score, kind.pause) }
        }
        guard let best else { return nil }
        first = String(characters[..<best.place])
        second = String(characters[best.place...].drop { $0 == " " })
        pause = best.pause
        guard !first.isEmpty, !second.isEmpty else { return nil }
    }
}
