/// A speaker named in the text: `[[Name]]`.
struct SpeakerMark {
    let name: String
    /// Scalars of the mark, brackets and a colon or blanks behind it included.
    let length: Int

    /// Reads a mark, where there is one.
    ///
    /// `isKnown` says who has a voice of their own.
    init?(at start: Int, in scalars: [Unicode.Scalar], isKnown: (String) -> Bool = { _ in false }) {
        guard start + 3 < scalars.count, scalars[start] == "[", scalars[start + 1] == "[",
            SpeakerMark.startsSentence(start, scalars)
        else { return nil }
        var index = start + 2
        var name = String.UnicodeScalarView()
        while index < scalars.count, scalars[index] != "]" {
            guard scalars[index] != "[", name.count < SpeakerMark.longest else { return nil }
            name.append(scalars[index])
            index += 1
        }
        guard index + 1 < scalars.count, scalars[index + 1] == "]" else { return nil }
        index += 2
        // `[[nodiscard]]` is no one's name, unless somebody gave it a voice.
        if let first = name.first, !isKnown(String(name)),
            ScalarClass.isLower(first.value) || !ScalarClass.isLetter(first.value)
        {
            return nil
        }
        while index < scalars.count, scalars[index] == " " || scalars[index] == ":" { index += 1 }
        self.name = String(name.drop { $0 == " " })
        length = index - start
    }

    /// At the start of the paragraph, or behind the end of a sentence: elsewhere brackets link pages.
    private static func startsSentence(_ start: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        var index = start
        while index > 0, ScalarClass.isSpace(scalars[index - 1].value) { index -= 1 }
        guard index > 0 else { return true }
        let last = scalars[index - 1].value
        return Enclosure.isCloser(last) || SentenceRules.isWide(last)
            || [0x2E, 0x21, 0x3F, 0x2026, 0x2C, 0x2014].contains(last)
    }

    private static let longest = 60
}
