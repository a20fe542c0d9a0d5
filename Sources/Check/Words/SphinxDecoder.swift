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
        /// How much worse the sound fits the word than whatever fits it best, in nats per 10 ms.
        var loss: Double = 0
        /// What it is: a word, silence and the like, or a sound that stands for part of a word nobody knows.
        var kind = Kind.word
    }

    enum Kind: Sendable { case word, pause, sound }

    /// Samples per second it listens to.
    static let sampleRate = 16_000
    private static let search = "take"
    /// What its scores count: powers of 1.0001, by the thousand and twenty-four.
    private static let nats = 1024 * log(1.0001)

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
            // Every sound is held against all there are: so losses compare, in and between recordings.
            "-compallsen", "yes",
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

    /// The word that stands for a sound; it is to be learned first.
    static func word(forPhone phone: String) -> String { "_\(phone.lowercased())" }

    /// What is on the best way through a grammar, pauses included; `nil` when none fits.
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
        return segments()
    }

    private func segments() -> [Heard]? {
        guard var segment = library.segments(decoder) else { return nil }
        var heard: [Heard] = []
        while true {
            var (start, end): (Int32, Int32) = (0, 0)
            library.segment_frames(segment, &start, &end)
            var (sound, language, back): (Int32, Int32, Int32) = (0, 0, 0)
            _ = library.segment_score(segment, &sound, &language, &back)
            // Steps from word to word that take no time are none.
            if let name = library.segment_word(segment).map({ String(cString: $0) }), end >= start,
                let first = name.first, first != "("
            {
                heard.append(
                    Heard(
                        word: name.split(separator: "(").first.map(String.init) ?? name,
                        start: Double(start) / 100,
                        end: Double(end + 1) / 100,
                        loss: -Double(sound) * Self.nats / Double(end + 1 - start),
                        kind: "<[+".contains(first) ? .pause : first == "_" ? .sound : .word
                    )
                )
            }
            guard let next = library.next_segment(segment) else { return heard }
            segment = next
        }
    }
}
