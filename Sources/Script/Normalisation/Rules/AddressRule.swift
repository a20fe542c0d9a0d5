/// Reads web and mail addresses aloud.
struct AddressRule {
    private let words: [String]

    init(_ tables: LanguageTables) { words = tables.all.address }

    /// The edit of a token that is an address.
    func edit(of token: Range<Int>, in text: UTF8Text) -> Edit? {
        var range = token
        while let first = text.bytes[range].first, "(<[\"'".utf8.contains(first) {
            range = range.lowerBound + 1..<range.upperBound
        }
        while let last = text.bytes[range].last, ".,;:!?)>]\"'/".utf8.contains(last) {
            range = range.lowerBound..<range.upperBound - 1
        }
        guard range.count >= 5, text.bytes[range].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        let address = text[range]
        let lower = address.lowercased()
        if let scheme = ["https://", "http://", "ftp://", "mailto:"].first(where: lower.hasPrefix) {
            return edit(range, spoken(address.dropFirst(scheme.count)))
        }
        if lower.hasPrefix("www.") || isMail(lower) || isHost(lower) {
            return edit(range, spoken(address[...]))
        }
        return nil
    }

    private func edit(_ range: Range<Int>, _ words: String) -> Edit? {
        words.isEmpty ? nil : Edit(range: range, replacement: words, origin: .normaliser)
    }

    private func isMail(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && parts[1].first != "." && parts[1].last?.isLetter == true
    }

    /// `example.com`: letters, a full stop and a common ending.
    private func isHost(_ address: String) -> Bool {
        let host = address.prefix { $0 != "/" }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, AddressRule.endings.contains(String(last))
        else { return false }
        return parts.allSatisfy {
            !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }

    private func spoken(_ address: Substring) -> String {
        var result = ""
        func say(_ word: String) { result += (result.isEmpty ? "" : " ") + word + " " }
        for character in address {
            switch character {
            case ".": say(words[0])
            case "/": say(words[1])
            case "@": say(words[2])
            case "-": say(words[3])
            case "_": say(words[4])
            case ":", "?", "=", "&", "#", "%", "~", "+": result += " "
            default: result.append(character)
            }
        }
        return result.split(separator: " ").joined(separator: " ")
    }

    private static let endings: Set<String> = [
        "com", "org", "net", "edu", "gov", "info", "io", "co", "uk", "de", "fr", "it", "es", "pt",
        "br", "eu", "ch", "at", "nl", "be", "ca", "au",
    ]
}
