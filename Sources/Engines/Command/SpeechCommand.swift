import NarrateModel

/// How a program is called to speak a text: its words, with places for what changes.
package struct SpeechCommand: Sendable, Equatable {
    /// What a word may hold in braces besides the names of settings.
    enum Place {
        static let voice = "voice"
        static let language = "language"
        /// A file with the text; without it the text goes to standard input.
        static let textFile = "text-file"
        /// The file the program writes; without it standard output is the audio.
        static let output = "output"
        static let all = [voice, language, textFile, output]
    }

    /// The program and its arguments.
    package let words: [String]

    /// Splits a line into words, at blanks outside quotation marks.
    ///
    /// No shell is involved: `$`, `*`, `|` and `>` mean themselves. A backslash takes the next
    /// character as it is, but not in single quotation marks.
    /// - Throws: `EngineError` with `.refused` when the line is empty or a quotation never ends.
    package init(parsing line: String) throws(EngineError) {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { throw .unfinishedCommand(line) }
        try self.init(words: words + (word.map { [$0] } ?? []))
    }

    /// Creates a command from a program and its arguments.
    ///
    /// - Throws: `EngineError` with `.refused` when there is no program.
    package init(words: [String]) throws(EngineError) {
        guard let program = words.first, !program.isEmpty else { throw .emptyCommand }
        self.words = words
    }

    var program: String { words[0] }

    /// Names in braces, in the order of the words.
    var places: [String] {
        words.dropFirst().flatMap { word in
            Self.pieces(of: word).compactMap { piece in
                if case .place(let name) = piece { name } else { nil }
            }
        }
    }

    /// The arguments with every place filled.
    ///
    /// - Throws: `EngineError` with `.refused` when nothing is known for a place.
    func arguments(_ values: [String: String]) throws(EngineError) -> [String] {
        var arguments: [String] = []
        for word in words.dropFirst() {
            var argument = ""
            for piece in Self.pieces(of: word) {
                switch piece {
                case .text(let text): argument += text
                case .place(let name):
                    guard let value = values[name] else { throw .emptyPlace(name) }
                    argument += value
                }
            }
            arguments.append(argument)
        }
        return arguments
    }

    private enum Piece {
        case text(String)
        case place(String)
    }

    /// Braces around anything but a name are text, so that JSON can be an argument.
    private static func pieces(of word: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = word[...]
        while let open = rest.firstIndex(of: "{") {
            let inner = rest[rest.index(after: open)...]
            let name = inner.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            guard !name.isEmpty, inner[name.endIndex...].first == "}" else {
                pieces.append(.text(String(rest[...open])))
                rest = inner
                continue
            }
            pieces.append(.text(String(rest[..<open])))
            pieces.append(.place(String(name)))
            rest = inner[name.endIndex...].dropFirst()
        }
        return pieces + [.text(String(rest))]
    }
}

extension EngineError {
    static var emptyCommand: Self {
        Self(
            code: .refused,
            message: "the command engine has no command",
            hint: "give a program that reads text and writes audio, such as "
                + "'piper --model {voice} --output_file {output}'"
        )
    }

    static func unfinishedCommand(_ line: String) -> Self {
        Self(
            code: .refused,
            message: "the command '\(line)' ends inside a quotation",
            hint: "close the quotation mark, or write a backslash before it"
        )
    }

    static func emptyPlace(_ name: String) -> Self {
        let hint =
            switch name {
            case SpeechCommand.Place.voice: "name a voice with --voice"
            case SpeechCommand.Place.language: "the publication names no language; give one"
            default: "give a voice setting '\(name)'"
            }
        return Self(
            code: .refused,
            message: "the command has a place {\(name)} and nothing to put there",
            hint: hint
        )
    }
}
