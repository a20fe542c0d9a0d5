import NarrateModel

/// What somebody wrote down of a take, held against what was to be spoken.
///
/// Numbers, spellings, homophones and the spaces in compounds are made alike first; names count as
/// anything, but not as nothing.
package struct Transcript: Sendable {
    private let text: String

    /// Creates a transcript.
    package init(_ text: String) { self.text = text }

    /// A doubt about the words of a take; `nil` when they are those of its text.
    ///
    /// `duration`: of the take in seconds, to tell about where in it the doubt is.
    package func finding(
        against expected: String,
        duration: Double,
        limits: CheckLimits = CheckLimits()
    ) -> Finding? {
        let words = SpokenWords(expected).words
        let heard = SpokenWords(text).words.map(\.spelling)
        guard !words.isEmpty else { return nil }
        let scalars = Array(expected.unicodeScalars)
        let comparison = WordComparison(
            expected: words.indices.map { index in
                .init(
                    spelling: Spelling.alike(words[index].spelling),
                    isCertain: !words[index].isGuess && !Self.isName(index, words, scalars),
                    leavesTrace: !words[index].isGuess
                )
            },
            heard: heard.map(Spelling.alike)
        )
        let doubts = comparison.differences.filter { difference in
            !Spelling.areAlike(
                words[difference.expected].map(\.spelling),
                Array(heard[difference.heard])
            )
        }
        let count = doubts.reduce(0) { $0 + $1.count }
        guard count > words.count / limits.wordsPerMistake else { return nil }
        let described = doubts.map { Self.description(of: $0, words, heard) }
        let first = doubts.first?.expected.lowerBound ?? 0
        return Finding(
            check: Finding.words,
            severity: .warning,
            message: described.prefix(3).joined(separator: "; ")
                + (described.count > 3 ? "; and more" : ""),
            measured: Double(count),
            limit: Double(words.count / limits.wordsPerMistake),
            unit: "words",
            position: duration * Double(first) / Double(words.count),
            passages: doubts.map { Self.range(of: $0, words) }
        )
    }

    /// A capital inside a sentence makes a name, and so does a title before it.
    static func isName(
        _ index: Int,
        _ words: [SpokenWords.Word],
        _ scalars: [Unicode.Scalar]
    ) -> Bool {
        func isCapital(_ word: SpokenWords.Word) -> Bool {
            scalars[word.range.lowerBound].properties.isUppercase && word.spelling != "i"
                && !word.spelling.hasPrefix("i'")
        }
        guard isCapital(words[index]), index > 0 else { return false }
        let before = words[index - 1]
        switch scalars[..<words[index].range.lowerBound].last(where: { $0 != " " }) {
        case let scalar? where scalar.properties.isAlphabetic || scalar == ",": return true
        case ".": return isCapital(before) && before.range.count <= 4
        default: return false
        }
    }

    private static func range(
        of difference: WordComparison.Difference,
        _ words: [SpokenWords.Word]
    ) -> Range<Int> {
        let place = difference.expected
        guard !place.isEmpty else { return words[max(0, place.lowerBound - 1)].range }
        return words[place.lowerBound].range
            .lowerBound..<words[place.upperBound - 1].range
            .upperBound
    }

    private static func description(
        of difference: WordComparison.Difference,
        _ words: [SpokenWords.Word],
        _ heard: [String]
    ) -> String {
        let expected = words[difference.expected].map(\.spelling).joined(separator: " ")
        let instead = heard[difference.heard].joined(separator: " ")
        if expected.isEmpty { return "'\(instead)' is added" }
        if instead.isEmpty { return "'\(expected)' is missing" }
        return "'\(instead)' is said for '\(expected)'"
    }
}

/// Ways to write the same words.
enum Spelling {
    /// A word as all its spellings and homophones are written here.
    static func alike(_ word: String) -> String {
        var word = word.replacing("'", with: "")
        for (ending, other) in endings where word.hasSuffix(ending) && word.count > ending.count + 2
        {
            word = word.dropLast(ending.count) + other
            break
        }
        if word.count > 4 { word = word.replacing("our", with: "or") }
        return homophones[word] ?? word
    }

    /// Whether two stretches are the same words but for spaces and a letter or so.
    static func areAlike(_ left: [String], _ right: [String]) -> Bool {
        if left.joined() == right.joined() { return !left.isEmpty }
        let (left, right) = (left.map(alike).joined(), right.map(alike).joined())
        guard !left.isEmpty, !right.isEmpty else { return false }
        let longest = max(left.count, right.count)
        return left == right || (longest >= 7 && distance(left, right) <= longest / 6)
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let change = corner + (a == b ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(change, corner + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }

    /// British endings and American ones.
    private static let endings = [
        ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"),
        ("ise", "ize"), ("yse", "yze"), ("tre", "ter"), ("ogue", "og"), ("lled", "led"),
        ("lling", "ling"), ("ller", "ler"), ("ence", "ense"),
    ]

    /// Each word by the first of its group.
    private static let homophones: [String: String] = {
        let groups = [
            "their there theyre", "to too two", "your youre", "its it's", "here hear", "know no",
            "new knew", "right write rite wright", "by buy bye", "for four fore", "one won",
            "son sun", "see sea", "be bee", "our hour or", "whole hole", "would wood",
            "through threw", "which witch", "where wear ware", "weather whether", "week weak",
            "piece peace", "plain plane", "made maid", "male mail", "meet meat", "night knight",
            "not knot", "pair pear pare", "pale pail", "past passed", "principal principle",
            "rain reign rein", "read red", "road rode", "sail sale", "scene seen", "some sum",
            "steel steal", "tail tale", "than then", "wait weight", "way weigh", "who's whose whos",
            "ok okay", "grey gray", "mr mister", "mrs missus", "dr doctor", "st saint",
            "alright all-right", "aye eye i", "bare bear", "blew blue", "board bored",
            "brake break",
            "ceiling sealing", "cent scent sent", "dear deer", "die dye", "fair fare",
            "flour flower",
            "great grate", "hair hare", "heal heel", "him hymn", "in inn", "lead led", "loan lone",
            "so sew sow", "sole soul", "stair stare", "tide tied", "waist waste", "wood would",
            "cheque check", "programme program", "till til", "colonel kernel", "oh o owe",
        ]
        var table: [String: String] = [:]
        for group in groups {
            let words = group.split(separator: " ").map(String.init)
            for word in words where table[word] == nil { table[word] = table[words[0]] ?? words[0] }
        }
        return table
    }()
}
