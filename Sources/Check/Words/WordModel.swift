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
}
