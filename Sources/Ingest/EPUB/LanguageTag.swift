/// Language tags as books write them.
enum LanguageTag {
    /// A tag in the form of BCP 47, or `nil` when it says nothing.
    static func normalized(_ tag: String) -> String? {
        let parts = tag.collapsed.split { $0 == "-" || $0 == "_" }
        guard let primary = parts.first, (2...3).contains(primary.count),
            parts.allSatisfy({ part in
                part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }),
            primary.allSatisfy(\.isLetter), parts.allSatisfy({ $0.count <= 8 })
        else { return nil }
        let code = primary.lowercased()
        guard code != "und", code != "zxx", code != "mul" else { return nil }
        var result = [codes[code] ?? code]
        for part in parts.dropFirst() {
            let isExtension = result.contains { $0.count == 1 }
            if part.count == 2, !isExtension {
                result.append(part.uppercased())
            } else if part.count == 4, !isExtension {
                result.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
            } else {
                result.append(part.lowercased())
            }
        }
        return result.joined(separator: "-")
    }

    /// Three-letter codes of ISO 639-2 that have a two-letter one (RFC 5646, section 2.2.1).
    private static let codes: [String: String] = [
        "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it",
        "por": "pt", "dut": "nl", "nld": "nl", "rus": "ru", "jpn": "ja", "chi": "zh", "zho": "zh",
        "kor": "ko", "ara": "ar", "heb": "he", "pol": "pl", "cze": "cs", "ces": "cs", "swe": "sv",
        "dan": "da", "nor": "no", "fin": "fi", "hun": "hu", "gre": "el", "ell": "el", "tur": "tr",
        "ukr": "uk", "rum": "ro", "ron": "ro", "bul": "bg", "cat": "ca", "hin": "hi", "per": "fa",
        "fas": "fa", "vie": "vi", "tha": "th", "ind": "id", "lat": "la", "slo": "sk", "slk": "sk",
        "slv": "sl", "hrv": "hr", "srp": "sr", "est": "et", "lav": "lv", "lit": "lt", "ice": "is",
        "isl": "is", "gle": "ga", "wel": "cy", "cym": "cy", "baq": "eu", "eus": "eu", "glg": "gl",
        "epo": "eo", "afr": "af", "yid": "yi",
    ]
}
