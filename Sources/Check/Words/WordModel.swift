import FoundationEssentials

/// What words of a language sound like: an acoustic model of pocketsphinx and its dictionary.
package struct WordModel: Sendable, Hashable {
    /// Folder of the acoustic model.
    package var sounds: String
    /// File of words and their pronunciations.
    package var dictionary: String

    /// The English model, where its package is installed.
    package static let english: WordModel? =
        ["/usr/share/pocketsphinx/model/en-us", "/usr/local/share/pocketsphinx/model/en-us"]
        .lazy.compactMap { WordModel(folder: $0) }.first

    /// Whether the library that listens is installed.
    package static var isLibraryInstalled: Bool { SphinxLibrary.installed != nil }

    /// Finds a model in a folder: a dictionary, and the sounds beside it or in a folder beside it.
    package init?(folder: String) {
        let files = FileManager.default
        guard let names = try? files.contentsOfDirectory(atPath: folder).sorted() else {
            return nil
        }
        let dictionary = names.first { $0.hasSuffix(".dict") || $0.hasSuffix(".dic") }
        let sounds = ([folder] + names.map { "\(folder)/\($0)" })
            .first { files.fileExists(atPath: "\($0)/mdef") }
        guard let dictionary, let sounds else { return nil }
        self.sounds = sounds
        self.dictionary = "\(folder)/\(dictionary)"
    }

    /// The phones its dictionary is written in, in their alphabet's order.
    func phones() -> [String] {
        guard let data = try? Data(contentsOf: URL(filePath: dictionary)) else { return [] }
        var names: Set<UInt64> = []
        data.withUnsafeBytes { bytes in
            // A name is packed into a number; the first of a line is the word itself.
            var (name, length, isWord) = (UInt64(0), 0, true)
            for byte in bytes {
                if byte > UInt8(ascii: " ") {
                    (name, length) = (name << 8 | UInt64(byte), length + 1)
                    continue
                }
                if !isWord, length > 0, length <= 8 { names.insert(name) }
                if length > 0 { isWord = false }
                if byte == UInt8(ascii: "\n") { isWord = true }
                (name, length) = (0, 0)
            }
        }
        return names.sorted().map { name in
            withUnsafeBytes(of: name.bigEndian) {
                String(decoding: $0.drop { $0 == 0 }, as: UTF8.self)
            }
        }
    }
}
