import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A pronunciation lexicon as the service takes and gives it.
enum PLSFile {
    /// The rules of a lexicon, or `nil` when it is not one.
    static func rules(in data: Data) -> [PronunciationDictionary.Rule]? {
        let reader = Reader()
        let parser = XMLParser(data: data)
        parser.delegate = reader
        guard parser.parse(), reader.isLexicon else { return nil }
        return reader.rules
    }

    static func text(of rules: [PronunciationDictionary.Rule]) -> String {
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-US">"#,
        ]
        for rule in rules {
            let said =
                rule.alias.map { "<alias>\(escaped($0))</alias>" }
                ?? "<phoneme alphabet=\"\(rule.alphabet ?? "ipa")\">\(escaped(rule.phoneme ?? ""))</phoneme>"
            lines.append(
                "  <lexeme><grapheme>\(escaped(rule.written))</grapheme>\(said)</lexeme>"
            )
        }
        return (lines + ["</lexicon>", ""]).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;")
            .replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;")
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var isLexicon = false
        var rules: [PronunciationDictionary.Rule] = []
        private var alphabet = "ipa"
        private var graphemes: [String] = []
        private var rule = PronunciationDictionary.Rule(written: "")
        private var text = ""

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            text = ""
            switch name {
            case "lexicon":
                isLexicon = true
                alphabet = attributes["alphabet"] ?? "ipa"
            case "lexeme":
                graphemes = []
                rule = PronunciationDictionary.Rule(written: "")
            case "phoneme": rule.alphabet = attributes["alphabet"] ?? alphabet
            default: break
            }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(
            _ parser: XMLParser,
            didEndElement name: String,
            namespaceURI: String?,
            qualifiedName: String?
        ) {
            let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
            switch name {
            case "grapheme": graphemes.append(value)
            case "alias": rule.alias = value
            case "phoneme": rule.phoneme = value
            case "lexeme":
                guard rule.alias != nil || rule.phoneme != nil else { return }
                for grapheme in graphemes {
                    rule.written = grapheme
                    rules.append(rule)
                }
            default: break
            }
        }
    }
}
