/// The words of a text as they are spoken, each with its place in the text.
struct SpokenWords: Sendable, Equatable {
    struct Word: Sendable, Equatable {
        /// Lower case, with apostrophes inside: `don't`.
        var spelling: String
        /// Unicode scalars of the text it stands for.
        var range: Range<Int>
        /// A guess: how a number or a symbol is read nobody can know.
        var isGuess = false
    }

    private(set) var words: [Word] = []

    /// Takes a text apart.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var start: Int?
        for index in 0...scalars.count {
            let belongs = index < scalars.count && Self.isInWord(at: index, scalars)
            if belongs {
                start = start ?? index
                if let begun = start, index > begun,
                    Self.isDigit(scalars[index]) != Self.isDigit(scalars[index - 1])
                {
                    add(scalars, begun..<index)
                    start = index
                }
            } else if let begun = start {
                add(scalars, begun..<index)
                start = nil
            }
        }
    }

    private mutating func add(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
        let piece = scalars[range]
        if piece.first.map(Self.isDigit) == true {
            let digits = String(String.UnicodeScalarView(piece)).filter(\.isASCII)
            words += NumberReading.words(digits).map {
                Word(spelling: $0, range: range, isGuess: true)
            }
            return
        }
        let spelling = String(
            String.UnicodeScalarView(piece.map { Self.isApostrophe($0) ? "'" : $0 })
        ).lowercased()
        let word = spelling.drop { $0 == "'" }
        guard !word.isEmpty else { return }
        words.append(Word(spelling: spelling, range: range))
    }

    private static func isInWord(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        let scalar = scalars[index]
        if scalar.properties.isAlphabetic || isDigit(scalar) { return true }
        guard isApostrophe(scalar), index > 0, index + 1 < scalars.count else { return false }
        return scalars[index - 1].properties.isAlphabetic
            && scalars[index + 1].properties.isAlphabetic
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "’"
    }
}

/// How a whole number is read in English.
enum NumberReading {
    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]

    /// Its words; digit by digit when it is too long or begins with a zero.
    static func words(_ digits: String) -> [String] {
        guard digits.count <= 9, let number = Int(digits), !digits.hasPrefix("0") || number == 0
        else { return digits.compactMap { $0.wholeNumberValue.map { small[$0] } } }
        // Years are read in pairs.
        if (1100...1999).contains(number), number % 100 > 0 {
            let rest = number % 100
            return below100(number / 100) + (rest < 10 ? ["oh"] : []) + below100(rest)
        }
        return cardinal(number)
    }

    static func cardinal(_ number: Int) -> [String] {
        for (size, name) in [(1_000_000, "million"), (1000, "thousand"), (100, "hundred")]
        where number >= size {
            let rest = number % size
            return cardinal(number / size) + [name] + (rest == 0 ? [] : cardinal(rest))
        }
        return below100(number)
    }

    private static func below100(_ number: Int) -> [String] {
        if number < 20 { return [small[number]] }
        return [tens[number / 10]] + (number % 10 == 0 ? [] : [small[number % 10]])
    }
}
