import FoundationEssentials
import NarrateModel

/// Spells documents as JSON.
enum JSONText {
    /// A document over several lines, with a line end.
    static func document(_ value: some Encodable) -> String {
        encoded(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// A document on one line, with a line end.
    static func line(_ value: some Encodable) -> String {
        encoded(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func encoded(
        _ value: some Encodable,
        _ formatting: JSONEncoder.OutputFormatting
    ) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        // Figures that are no numbers come from empty audio; JSON has no word for them.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            preconditionFailure("a document of ours can't be written as JSON: \(error)")
        }
    }
}
