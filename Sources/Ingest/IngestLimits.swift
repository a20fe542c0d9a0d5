/// What a source may cost to read; each bound is far above what books need.
enum IngestLimits {
    /// Largest source file: a book with many pictures stays below 1 GiB.
    static let fileBytes = 1 << 30
    /// Largest text document: the largest novel in one file has 8 MB, and parsing costs a multiple in memory.
    static let documentBytes = 48 << 20
    /// Largest picture that is taken as a cover.
    static let coverBytes = 32 << 20
    /// Text of all documents together: 40 times the longest novel; more is a bomb of shared entries.
    static let totalTextBytes = 384 << 20
    /// Entries of an archive: a Zip64 archive of litter costs time per entry.
    static let archiveEntries = 100_000
    /// Deflate reaches 1032:1 on one repeated byte; marked-up text stays below 30:1.
    static let compressionRatio = 200
    /// Ratio is only judged above this size, as small files of blanks compress well.
    static let ratioFloorBytes = 8 << 20
    /// Depth of elements in XML that we require to be well formed (package, NCX, lexicons).
    static let xmlDepth = 200
    /// Elements of such a document: 50 000 lexemes have 200 000.
    static let xmlElements = 4_000_000
    /// Attributes kept of one element; no rule of ours reads more.
    static let attributes = 64
    /// Open elements a content document may nest; deeper ones are read as siblings.
    static let elementDepth = 4_096
    /// Text one declared entity may stand for, and how much all of them may add to a document.
    static let entityBytes = 1_024
    static let entityExpansionBytes = 1 << 20
    /// Documents of a folder that is read as one book.
    static let folderDocuments = 10_000
    /// Depth of a table of contents that is followed; books have at most eight levels.
    static let contentsDepth = 32
    static let contentsEntries = 100_000
    /// Chapters of one publication: the longest known book has 2 000, and each becomes a file.
    static let chapters = 10_000
    /// Pronunciation lexicons of a book: one for each of its languages is plenty.
    static let lexicons = 64
    /// Size at which text without any structure is cut, in letters: about half an hour.
    static let pieceLetters = 25_000
}
