import CSphinx
import Glibc

/// A decoder of pocketsphinx: hears which way through a grammar a recording takes.
struct SphinxDecoder: ~Copyable {
    /// A word as it was heard.
    struct Heard: Sendable, Equatable {
        var word: String
        /// Seconds from the start of the recording.
        var start: Double
        var end: Double
        /// How well the sound fits the word, per 10 ms; higher is better, and only words of the same
        /// recording compare.
        var fit: Double = 0
    }

    /// Samples per second it listens to.
    static let sampleRate = 16_000
    private static let search = "take"

    private let library: narrate_sphinx
    private let decoder: UnsafeMutableRawPointer
    private let configuration: UnsafeMutableRawPointer

    /// Loads a model: a tenth of a second and some 40 MB.
    init?(_ model: WordModel) {
        guard let library = SphinxLibrary.installed?.functions else { return nil }
        let options = [
            "narrate", "-hmm", model.sounds, "-dict", model.dictionary,
            // Without these, times are shifted by silence that was cut out, and words are guessed.
            "-remove_silence", "no", "-bestpath", "no", "-fsgusefiller", "yes",
        ]
        var arguments = options.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        let configuration = library.parse(
            nil,
            library.arguments(),
            Int32(arguments.count),
            &arguments,
            0
        )
        guard let configuration else { return nil }
        guard let decoder = library.create(configuration) else {
            _ = library.free_configuration(configuration)
            return nil
        }
        self.library = library
        self.decoder = decoder
        self.configuration = configuration
    }

    deinit {
        _ = library.destroy(decoder)
        _ = library.free_configuration(configuration)
    }

    /// The phones of a word, `nil` when it is not in the dictionary.
    func pronunciation(of word: String) -> String? {
        guard let phones = library.pronunciation(decoder, word) else { return nil }
        defer { free(phones) }
        return String(cString: phones)
    }

    /// Puts a word into the dictionary; returns whether the model has all its phones.
    func learn(_ word: String, phones: String) -> Bool {
        library.add_word(decoder, word, phones, 1) >= 0
    }

    /// The words on the best way through a grammar; `nil` when none fits.
    ///
    /// `samples`: one channel of 16 bits at `sampleRate`.
    func hear(_ samples: [Int16], grammar: String) -> [Heard]? {
        var library = library
        let model = narrate_sphinx_grammar(
            &library,
            library.log_math(decoder),
            grammar,
            grammar.utf8.count
        )
        guard let model else { return nil }
        let isSet = library.set_grammar(decoder, Self.search, model) >= 0
        // The decoder has a reference of its own.
        _ = library.free_grammar(model)
        guard isSet else { return nil }
        defer { _ = library.unset_search(decoder, Self.search) }
        guard library.set_search(decoder, Self.search) >= 0, library.start(decoder) >= 0 else {
            return nil
        }
        _ = library.process(decoder, samples, samples.count, 0, 1)
        guard library.end(decoder) >= 0 else { return nil }
        return words()
    }

    /// What was said, without silence and the like.
    private func words() -> [Heard]? {
        guard var segment = library.segments(decoder) else { return nil }
        var words: [Heard] = []
        while true {
            var (start, end): (Int32, Int32) = (0, 0)
            library.segment_frames(segment, &start, &end)
            var (sound, language, back): (Int32, Int32, Int32) = (0, 0, 0)
            _ = library.segment_score(segment, &sound, &language, &back)
            if let name = library.segment_word(segment).map({ String(cString: $0) }),
                let first = name.first, !"<[(+".contains(first)
            {
                let word = name.split(separator: "(").first.map(String.init) ?? name
                words.append(
                    Heard(
                        word: word,
                        start: Double(start) / 100,
                        end: Double(end + 1) / 100,
                        fit: Double(sound) / Double(max(1, end + 1 - start))
                    )
                )
            }
            guard let next = library.next_segment(segment) else { return words }
            segment = next
        }
    }
}
