import NarrateModel

extension EngineError {
    static func unknownEspeakVoice(_ name: String, near: [String]) -> Self {
        let names = near.map { "'\($0)'" }.joined(separator: ", ")
        return Self(
            code: .notFound,
            message: "espeak has no voice '\(name)'",
            hint: names.isEmpty ? nil : "near names are \(names)"
        )
    }

    static func unknownEspeakLanguage(_ tag: String) -> Self {
        Self(
            code: .notFound,
            message: "espeak has no voice for the language '\(tag)'",
            hint: "name one with --voice; narrate voices --engine espeak lists them"
        )
    }

    static func unknownEspeakModel(_ name: String) -> Self {
        Self(
            code: .notFound,
            message: "espeak has no model '\(name)'",
            hint: "leave out --model"
        )
    }

    static func unknownEspeakFormat(_ name: String, known: String) -> Self {
        Self(
            code: .refused,
            message: "espeak does not deliver the format '\(name)'",
            hint: "it delivers \(known); leave the output format out"
        )
    }

    static var nothingToSpeak: Self {
        Self(code: .unspeakable, message: "the text holds nothing that can be spoken")
    }
}
