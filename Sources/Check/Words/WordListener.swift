import NarrateAudio
import NarrateModel
import Synchronization

/// Listens to the words of takes: pocketsphinx with a grammar made of each take's text.
///
/// Decoders are lent to one take at a time, and made when all are lent.
package final class WordListener: Sendable {
    /// What came of a recording.
    struct Account: Sendable, Equatable {
        var expected: [SpokenWords.Word]
        /// Whether the sound of each expected word is known.
        var isCertain: [Bool]
        var heard: [SphinxDecoder.Heard]
    }

    /// A decoder in a box that can be handed on.
    private final class Box: @unchecked Sendable {
        // Only the take that took it out of the pool uses it.
        let decoder: SphinxDecoder
        /// Words that were put into its dictionary, and whether it has their phones.
        var guessed: [String: Bool] = [:]

        init(_ decoder: consuming SphinxDecoder) { self.decoder = decoder }
    }

    private let model: WordModel
    private let idle = Mutex<[Box]>([])

    /// Creates a listener; `nil` when the library or the model can't be loaded.
    package init?(_ model: WordModel) {
        guard let box = Self.box(model) else { return nil }
        self.model = model
        idle.withLock { $0.append(box) }
    }

    /// What is said in a recording that should say a text; `nil` when nobody can tell.
    func account(of signal: TakeSignal, text: String) -> Account? {
        // No way through the grammar: nothing of it was said.
        account(of: signal, text: text, WordGrammar.text, otherwise: [])
    }

    /// The way a recording takes through its text, by the sound of many words at once; `nil` when nobody
    /// can tell.
    func course(of signal: TakeSignal, text: String) -> Account? {
        account(of: signal, text: text, WordGrammar.course, otherwise: nil)
    }

    /// The sounds of a text as far as the dictionary knows its words; `nil` where nobody knows how it is read.
    func sounds(of text: String) -> SpokenSounds? {
        guard let box = idle.withLock({ $0.popLast() }) ?? Self.box(model) else { return nil }
        defer { idle.withLock { $0.append(box) } }
        return SpokenSounds(text) { word in
            // What was guessed from letters before is no dictionary's.
            box.guessed[word] == nil ? box.decoder.pronunciation(of: word) : nil
        }
    }

    private func account(
        of signal: TakeSignal,
        text: String,
        _ grammar: ([WordGrammar.Word]) -> String,
        otherwise: [SphinxDecoder.Heard]?
    ) -> Account? {
        guard signal.format.sampleRate >= SphinxDecoder.sampleRate else { return nil }
        let expected = SpokenWords(text).words
        guard !expected.isEmpty, let samples = Self.samples(of: signal) else { return nil }
        guard let box = idle.withLock({ $0.popLast() }) ?? Self.box(model) else { return nil }
        defer { idle.withLock { $0.append(box) } }
        let words = expected.map { Self.word($0, box) }
        guard words.contains(where: \.isCertain),
            let heard = box.decoder.hear(samples, grammar: grammar(words)) ?? otherwise
        else { return nil }
        return Account(expected: expected, isCertain: words.map(\.isCertain), heard: heard)
    }

    private static func box(_ model: WordModel) -> Box? {
        guard let decoder = SphinxDecoder(model) else { return nil }
        return Box(decoder)
    }

    private static func samples(of signal: TakeSignal) -> [Int16]? {
        let buffer = AudioBuffer(
            format: AudioFormat(sampleRate: signal.format.sampleRate, channels: 1),
            samples: signal.mono
        )
        guard let slow = try? buffer.resampled(to: SphinxDecoder.sampleRate) else { return nil }
        return slow.samples.map { Int16(max(-32_768, min(32_767, ($0 * 32_767).rounded()))) }
    }

    /// A word as the decoder knows it; one it does not know is guessed from its letters.
    private static func word(_ word: SpokenWords.Word, _ box: Box) -> WordGrammar.Word {
        let spelling = word.spelling
        if let isAudible = box.guessed[spelling] {
            return .init(spelling: spelling, isCertain: false, isAudible: isAudible)
        }
        if box.decoder.pronunciation(of: spelling) != nil {
            let isCertain = !word.isGuess && !isNoise(spelling)
            return .init(spelling: spelling, isCertain: isCertain, isAudible: true)
        }
        var phones = ""
        if spelling.hasSuffix("'s"),
            let stem = box.decoder.pronunciation(of: String(spelling.dropLast(2)))
        {
            phones =
                stem + ([" P", " T", " K", " F"].contains(where: stem.hasSuffix) ? " S" : " Z")
        } else {
            phones = LetterSounds.phones(of: spelling)
        }
        let isAudible = !phones.isEmpty && box.decoder.learn(spelling, phones: phones)
        box.guessed[spelling] = isAudible
        return .init(spelling: spelling, isCertain: false, isAudible: isAudible)
    }

    /// Whether nobody can tell what it sounds like: letters that stand alone, and what people utter without words.
    private static func isNoise(_ spelling: String) -> Bool {
        spelling.count == 1 ? !["a", "i", "o"].contains(spelling) : noises.contains(spelling)
    }

    private static let noises: Set<String> = [
        "ahem", "brr", "brrr", "hm", "hmm", "hmmm", "mm", "mmm", "pst", "psst", "sh", "shh", "tsk",
        "ugh", "uh",
    ]
}
