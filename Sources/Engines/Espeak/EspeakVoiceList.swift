import NarrateModel

/// The voices and variants of an espeak-ng installation.
struct EspeakVoiceList: Sendable, Equatable {
    /// A line of `espeak-ng --voices`.
    struct Entry: Sendable, Equatable {
        /// What `-v` takes: a language tag in lower case.
        var id: String
        /// With blanks where the listing has underscores.
        var name: String
        var gender: String?
        /// Path below the voices folder.
        var file: String
        /// Language tags it speaks, with espeak-ng's priority: the lower, the better.
        var languages: [String: Int]
    }

    var entries: [Entry]
    /// Names that may follow a voice after a plus sign.
    var variants: [String]

    /// Reads the listings of `--voices` and `--voices=variant`.
    init(voices: String, variants: String) {
        entries = voices.split(separator: "\n").dropFirst().compactMap(Self.entry)
        self.variants = variants.split(separator: "\n").dropFirst().compactMap { line in
            // The file name is the last column and may hold blanks.
            line.firstRange(of: "!v/").map { start in
                String(line[start.upperBound...]).trimmingBlanks
            }
        }
    }

    private static func entry(_ line: Substring) -> Entry? {
        let columns = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard columns.count >= 5, let priority = Int(columns[0]) else { return nil }
        let id = columns[1].lowercased()
        var languages = [id: priority]
        for other in columns.dropFirst(5).joined().split(whereSeparator: { "()".contains($0) }) {
            let parts = other.split(separator: " ")
            guard parts.count == 2, let rank = Int(parts[1]) else { continue }
            languages[parts[0].lowercased()] = rank
        }
        let genders: [Character: String] = ["M": "male", "F": "female"]
        return Entry(
            id: id,
            name: columns[3].split(separator: "_").joined(separator: " "),
            gender: columns[2].last.flatMap { genders[$0] },
            file: String(columns[4]),
            languages: languages
        )
    }

    /// The best voice for a BCP 47 tag, or `nil` when the language is not spoken.
    func entry(language tag: String) -> Entry? {
        for candidate in Self.fallbacks(tag) {
            let speakers = entries.filter { $0.languages[candidate] != nil }
            let best = speakers.min { left, right in
                (left.languages[candidate] ?? 0) < (right.languages[candidate] ?? 0)
            }
            if let best { return best }
        }
        return nil
    }

    /// The voice of that id, name or file, or `nil`.
    func entry(named name: String) -> Entry? {
        let wanted = name.lowercased().split(separator: "_").joined(separator: " ")
        return entries.first { $0.id == wanted }
            ?? entries.first { $0.name.lowercased() == wanted }
            ?? entries.first { $0.file.lowercased() == wanted }
            ?? entries.filter { $0.languages[wanted] != nil }
            .min { ($0.languages[wanted] ?? 0) < ($1.languages[wanted] ?? 0) }
    }

    /// Ids and names that look like the given one, the likest first.
    func names(near name: String, limit: Int = 5) -> [String] {
        let wanted = name.lowercased()
        let scored = entries.map { entry in
            let distances = [entry.id, entry.name.lowercased()].map { $0.editDistance(to: wanted) }
            return (entry.id, distances.min() ?? .max)
        }
        return scored.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(limit).map(\.0)
    }

    /// The tags to look for, the most specific first.
    static func fallbacks(_ tag: String) -> [String] {
        var subtags = tag.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
        var candidates: [String] = []
        while !subtags.isEmpty {
            let tag = subtags.joined(separator: "-")
            candidates.append(tag)
            candidates += replacements[tag].map { [$0] } ?? []
            subtags.removeLast()
        }
        return candidates
    }

    /// Tags that espeak-ng knows under another name.
    private static let replacements = [
        "zh": "cmn", "zh-hk": "yue", "zh-mo": "yue", "zh-hant-hk": "yue", "nn": "nb", "iw": "he",
        "in": "id", "mo": "ro", "sh": "hr", "bs": "bs", "tl": "fil", "es-us": "es-419",
        "es-ar": "es-419", "es-bo": "es-419", "es-cl": "es-419", "es-co": "es-419",
        "es-cr": "es-419", "es-cu": "es-419", "es-do": "es-419", "es-ec": "es-419",
        "es-gt": "es-419", "es-hn": "es-419", "es-mx": "es-419", "es-ni": "es-419",
        "es-pa": "es-419", "es-pe": "es-419", "es-pr": "es-419", "es-py": "es-419",
        "es-sv": "es-419", "es-uy": "es-419", "es-ve": "es-419", "en-ca": "en-us",
        "fr-ca": "fr-fr", "gsw": "de", "nds": "de",
    ]
}
