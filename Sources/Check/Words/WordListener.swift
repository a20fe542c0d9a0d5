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
        /// The same words as the decoder knows them.
        var known: [WordGrammar.Word]
        /// The words that were heard.
        var heard: [SphinxDecoder.Heard]
        /// All of the recording: these, pauses, and the sounds of words that nobody knows.
        var segments: [SphinxDecoder.Heard]
    }

    /// A decoder in a box that can be handed on.
    private final class Box: @unchecked Sendable {
        // Only the take that took it out of the pool uses it.
        let decoder: SphinxDecoder
        /// Words that were put into its dictionary, and whether it has their phones.
        var guessed: [String: Bool] = [:]
        private var varied: Set<String> = []
        /// Words that stand for the sounds the model has.
        let sounds: [String]

        init(_ decoder: consuming SphinxDecoder, phones: [String]) {
            sounds = phones.filter {
                decoder.learn(SphinxDecoder.word(forPhone: $0), phones: $0)
            }.map(SphinxDecoder.word(forPhone:))
            self.decoder = decoder
        }

        /// Puts the other ways of saying a word into the dictionary.
        func learnVariants(of word: String, phones: String) {
            guard varied.insert(word).inserted else { return }
            // Behind those that it has.
            for (number, variant) in SpokenVariants.of(word, phones: phones).enumerated() {
                _ = decoder.learn("\(word)(\(number + 10))", phones: variant)
            }
        }
    }

    private let model: WordModel
    private let phones: [String]
    private let idle = Mutex<[Box]>([])

    /// Creates a listener; `nil` when the library or the model can't be loaded.
    package init?(_ model: WordModel) {
        let phones = model.phones()
        guard let box = Self.box(model, phones) else { return nil }
        self.model = model
        self.phones = phones
        idle.withLock { $0.append(box) }
    }

    /// What is said in a recording that should say a text; `nil` when nobody can tell.
    func account(of signal: TakeSignal, text: String) -> Account? {
        // No way through the grammar: nothing of it was said.
        account(of: signal, text: text, { words, _ in WordGrammar.text(words) }, otherwise: [])
    }

    /// The way a recording takes through its text, by the sound of many words at once; `nil` when nobody
    /// can tell.
    func course(of signal: TakeSignal, text: String) -> Account? {
        account(of: signal, text: text, WordGrammar.course(_:sounds:), otherwise: nil)
    }

    /// The sounds of a text as far as the dictionary knows its words; `nil` where nobody knows how it is read.
    func sounds(of text: String) -> SpokenSounds? {
        withBox { box in SpokenSounds(text) { Self.pronunciation(of: $0, in: box) } }
    }

    /// The sounds of a text's last word; `nil` where the dictionary does not know it.
    func soundsOfLastWord(in text: String) -> SpokenSounds? {
        guard let word = SpokenWords(text).words.last, !word.isGuess else { return nil }
        let spelling = String(String.UnicodeScalarView(Array(text.unicodeScalars)[word.range]))
        return withBox { box in
            Self.pronunciation(of: word.spelling, in: box).flatMap { phones in
                SpokenSounds(spelling) { _ in phones }
            }
        }
    }

    private func withBox<Result>(_ body: (Box) -> Result?) -> Result? {
        guard let box = idle.withLock({ $0.popLast() }) ?? Self.box(model, phones) else {
            return nil
        }
        defer { idle.withLock { $0.append(box) } }
        return body(box)
    }

    private static func pronunciation(of word: String, in box: Box) -> String? {
        // What was guessed from letters before is no dictionary's.
        box.guessed[word] == nil ? box.decoder.pronunciation(of: word) : nil
    }

    private func account(
        of signal: TakeSignal,
        text: String,
        _ grammar: ([WordGrammar.Word], [String]) -> String,
        otherwise: [SphinxDecoder.Heard]?
    ) -> Account? {
        guard signal.format.sampleRate >= SphinxDecoder.sampleRate else { return nil }
        let expected = SpokenWords(text).words
        guard !expected.isEmpty, let samples = Self.samples(of: signal) else { return nil }
        return withBox { box in
            let words = expected.map { Self.word($0, box) }
            guard words.contains(where: \.isCertain),
                let heard = box.decoder.hear(samples, grammar: grammar(words, box.sounds))
                    ?? otherwise
            else { return nil }
            return Account(
                expected: expected,
                known: words,
                heard: heard.filter { $0.kind == .word },
                segments: heard
            )
        }
    }

    private static func box(_ model: WordModel, _ phones: [String]) -> Box? {
        guard let decoder = SphinxDecoder(model) else { return nil }
        return Box(decoder, phones: phones)
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
        func unknown(isAudible: Bool) -> WordGrammar.Word {
            let longest = LetterSounds.most(of: spelling)
            return .init(
                spelling: spelling,
                isCertain: false,
                isAudible: isAudible,
                longest: longest
            )
        }
        if let isAudible = box.guessed[spelling] { return unknown(isAudible: isAudible) }
        if let phones = box.decoder.pronunciation(of: spelling) {
            box.learnVariants(of: spelling, phones: phones)
            guard word.isGuess || isNoise(spelling) else {
                return .init(spelling: spelling, isCertain: true, isAudible: true)
            }
            return unknown(isAudible: true)
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
        return unknown(isAudible: isAudible)
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
