import FoundationEssentials
import NarrateScript

/// A public set of texts and their sentences, with the answers of another splitter.
struct GoldenRules {
    /// A text and what it should be split into.
    struct Case: Decodable {
        var language: String
        var text: String
        var sentences: [String]
        /// Whether pysbd finds these sentences.
        var pysbd: Bool
    }

    /// How many of a language's texts are split as they should be.
    struct Score: Equatable {
        var cases = 0
        var ours = 0
        var pysbd = 0
    }

    let cases: [Case]

    /// Reads the set from the fixtures.
    init() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let file = root.appending(path: "fixtures/script/golden-rules.json")
        cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    /// The score of each language.
    var scores: [String: Score] {
        var result: [String: Score] = [:]
        for one in cases {
            let sentences = SentenceSplitter(language: one.language).sentences(in: one.text)
            result[one.language, default: Score()].cases += 1
            if sentences == one.sentences { result[one.language]?.ours += 1 }
            if one.pysbd { result[one.language]?.pysbd += 1 }
        }
        return result
    }

    /// The scores as a table for people: language, cases, ours, pysbd's.
    var table: String {
        scores.sorted { $0.key < $1.key }.map { language, score in
            "\(language)  \(score.cases)  \(score.ours)  \(score.pysbd)"
        }.joined(separator: "\n")
    }
}
