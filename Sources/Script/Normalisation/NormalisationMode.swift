/// Whether numbers, abbreviations and symbols are written out before they are sent.
package enum NormalisationMode: String, Sendable, Codable, CaseIterable {
    /// What the engine needs and no more.
    case auto
    case on
    case off
}

/// Kinds of text an engine may need to have written out.
package struct NormalisationNeeds: OptionSet, Sendable, Hashable, Codable {
    package var rawValue: Int

    /// Creates needs from their bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Numbers of every kind: years, dates, times, money, units, fractions, ranges, telephones.
    package static let numbers = NormalisationNeeds(rawValue: 1)
    /// Abbreviations with a full stop.
    package static let abbreviations = NormalisationNeeds(rawValue: 2)
    /// Roman numerals in headings and after names.
    package static let romanNumerals = NormalisationNeeds(rawValue: 4)
    /// Symbols, web and mail addresses.
    package static let symbols = NormalisationNeeds(rawValue: 8)
    /// Words in capitals that are no acronyms, such as a chapter's opening words.
    package static let capitals = NormalisationNeeds(rawValue: 16)
    /// Quotation marks and dashes in the form engines like.
    package static let typography = NormalisationNeeds(rawValue: 32)

    /// Everything there are rules for.
    package static let all: NormalisationNeeds = [
        .numbers, .abbreviations, .romanNumerals, .symbols, .capitals, .typography,
    ]

    /// What an engine's model can't read by itself.
    ///
    /// espeak-ng reads years as thousands, `$5` as `dollar five`, `***` as three asterisks and `II`
    /// as `Roman two`, and ends a sentence at `Dr.`.
    /// ElevenLabs' fast v2.5 models leave numbers to chance; its other models read everything.
    package static func of(engine: String, model: String) -> NormalisationNeeds {
        switch engine {
        case "espeak": .all
        case "elevenlabs" where model.hasSuffix("flash_v2_5") || model.hasSuffix("turbo_v2_5"): .all
        case "elevenlabs": [.romanNumerals]
        default: .all
        }
    }
}
