/// Names that every file system in use takes: ext4, APFS, NTFS, exFAT, FAT32 and network shares.
package enum FileName {
    /// Longest name in UTF-8 bytes: file systems stop at 255, sync tools and archives add suffixes.
    static let maximumBytes = 200

    /// The name of a chapter's file, such as `03 - A Caucus-Race.mp3`.
    ///
    /// - Parameters:
    ///   - number: Position of the track, from 1.
    ///   - count: Number of tracks; decides how many digits all numbers have, at least 2.
    ///   - title: Any text.
    ///   - fileExtension: Without its dot.
    /// - Returns: At most 200 bytes of UTF-8.
    package static func track(number: Int, of count: Int, title: String, fileExtension: String)
        -> String
    {
        let width = max(2, String(max(number, count)).count)
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, width - digits.count)) + digits
        let suffix = "." + fileExtension
        let prefix = padded + " - "
        let safe = cut(safe(title), to: maximumBytes - prefix.utf8.count - suffix.utf8.count)
        return (safe.isEmpty ? padded : prefix + safe) + suffix
    }

    /// The name of a release folder for a book of that title.
    ///
    /// - Returns: Never empty, never hidden, never a device name of Windows.
    package static func folder(title: String) -> String {
        let name = cut(safe(title), to: maximumBytes)
        guard !name.isEmpty else { return "Untitled" }
        return isReserved(name) ? "_" + name : name
    }

    /// The name of a file that belongs to another: the same but for the end.
    static func companion(of file: String, fileExtension: String) -> String {
        let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
        return stem + "." + fileExtension
    }

    /// The text without what some file system refuses.
    static func safe(_ title: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in title.collapsingWhiteSpace.unicodeScalars {
            result.append(contentsOf: replacement(of: scalar).unicodeScalars)
        }
        return trimmed(String(result).collapsingWhiteSpace)
    }

    private static func replacement(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case ":": " - "
        case "/", "\\", "|": "-"
        case "\"": "'"
        case "<": "("
        case ">": ")"
        case "?", "*": ""
        // Joiners shape Arabic, Indic scripts and emoji; other format characters only mislead.
        case "\u{200C}", "\u{200D}": String(scalar)
        default: isInvisible(scalar) ? "" : String(scalar)
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // Tags of flag emoji are format characters that carry meaning.
        case .format: !(0xE0020...0xE007F).contains(scalar.value)
        case .control, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }

    /// Dots and spaces at the end vanish on Windows, dots at the start hide the file on Unix.
    private static func trimmed(_ name: String) -> String {
        var name = name[...]
        while let last = name.last, last == "." || last == " " { name.removeLast() }
        while let first = name.first, first == "." || first == " " || first == "~" {
            name.removeFirst()
        }
        return String(name)
    }

    /// The longest beginning of whole graphemes that fits, at a word's end if one is near.
    static func cut(_ name: String, to limit: Int) -> String {
        guard name.utf8.count > limit else { return name }
        var kept = ""
        var bytes = 0
        for character in name {
            let size = character.utf8.count
            guard bytes + size <= limit else { break }
            bytes += size
            kept.append(character)
        }
        if let space = kept.lastIndex(of: " "), kept[space...].utf8.count <= 24 {
            kept = String(kept[..<space])
        }
        return trimmed(kept)
    }

    private static func isReserved(_ name: String) -> Bool {
        let stem = name.prefix { $0 != "." }.uppercased().collapsingWhiteSpace
        if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(stem) { return true }
        let digits = "0123456789¹²³"
        return stem.count == 4 && (stem.hasPrefix("COM") || stem.hasPrefix("LPT"))
            && stem.last.map(digits.contains) == true
    }
}
