import NarrateModel

/// How espeak-ng speaks, within the ranges it takes.
struct EspeakSettings: Sendable, Equatable {
    /// A setting: its option, its range and what is used unless asked otherwise.
    private struct Setting {
        var option: String
        var range: ClosedRange<Int>
        var standard: Int
    }

    /// espeak-ng turns the level down within words that reach full scale.
    ///
    /// At amplitude 40 no voice of a language does; English peaks at -9 dBFS.
    private static let known: [String: Setting] = [
        "speed": Setting(option: "-s", range: 80...450, standard: 165),
        "pitch": Setting(option: "-p", range: 0...99, standard: 50),
        "volume": Setting(option: "-a", range: 1...100, standard: 40),
        "wordGap": Setting(option: "-g", range: 0...100, standard: 0),
    ]

    /// Whether `[[…]]` in the text holds phoneme mnemonics.
    static let phonemes = "phonemes"

    /// Every setting by name, as it is recorded in a request.
    private(set) var values: [String: String]

    /// Takes the user's settings, and the standard for those not given.
    init(_ given: [String: String]) throws(EngineError) {
        values = Self.known.mapValues { String($0.standard) }
        for (name, value) in given {
            if name == Self.phonemes, ["on", "off"].contains(value) {
                if value == "on" { values[name] = value }
                continue
            }
            guard let setting = Self.known[name] else { throw .unknownSetting(name) }
            guard let number = Int(value.trimmingBlanks), setting.range.contains(number) else {
                throw .badSetting(name, value: value, range: setting.range)
            }
            values[name] = String(number)
        }
    }

    /// Options for the command line, in a fixed order.
    static func arguments(of values: [String: String]) -> [String] {
        known.sorted { $0.key < $1.key }.flatMap { name, setting in
            [setting.option, values[name] ?? String(setting.standard)]
        }
    }

    /// Characters per second, measured with English prose at the standard speed.
    static func charactersPerSecond(of values: [String: String]) -> Double {
        let speed = values["speed"].flatMap(Double.init) ?? 165
        return 16 * speed / 165
    }

    static var names: [String] { known.keys.sorted() }
}

extension EngineError {
    static func unknownSetting(_ name: String) -> Self {
        let names = EspeakSettings.names.joined(separator: ", ")
        return Self(
            code: .refused,
            message: "espeak has no setting '\(name)'",
            hint: "it has \(names)"
        )
    }

    static func badSetting(_ name: String, value: String, range: ClosedRange<Int>) -> Self {
        Self(
            code: .refused,
            message: "espeak's setting '\(name)' can't be '\(value)'",
            hint: "use a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }
}
