/// Names of encodings as documents write them (WHATWG Encoding, section 4.2), and what to convert from.
enum EncodingLabel {
    /// The converter's name for a label, or `nil` when no document should use it.
    static func canonical(_ label: String) -> String? {
        let name = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        if let known = table[name] { return known }
        for prefix in ["windows-", "cp", "x-cp", "windows"] where name.hasPrefix(prefix) {
            let number = name.dropFirst(prefix.count)
            if codePages.contains(String(number)) { return "CP\(number)" }
        }
        guard name.hasPrefix("iso-8859-") || name.hasPrefix("iso8859-"),
            let part = Int(name.split(separator: "-").last ?? ""), (2...16).contains(part)
        else { return nil }
        return part == 9 ? "CP1254" : part == 11 ? "CP874" : "ISO-8859-\(part)"
    }

    private static let codePages: Set<String> = [
        "437", "850", "852", "855", "857", "866", "874", "932", "936", "949", "950", "1250",
        "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258",
    ]

    private static let table: [String: String] = [
        "utf-8": "UTF-8", "utf8": "UTF-8", "unicode-1-1-utf-8": "UTF-8",
        "utf-16": "UTF-16LE", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "unicode": "UTF-16LE",
        "utf16": "UTF-16LE", "ucs-2": "UTF-16LE", "utf-32": "UTF-32LE", "utf-32le": "UTF-32LE",
        "utf-32be": "UTF-32BE",
        // Both labels are windows-1252 on the web, and books follow it.
        "iso-8859-1": "CP1252", "iso8859-1": "CP1252", "latin1": "CP1252", "latin-1": "CP1252",
        "us-ascii": "CP1252", "ascii": "CP1252", "ansi": "CP1252", "l1": "CP1252",
        "iso_8859-1": "CP1252", "latin2": "ISO-8859-2", "latin9": "ISO-8859-15",
        "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "x-sjis": "CP932",
        "ms_kanji": "CP932", "windows-31j": "CP932", "euc-jp": "EUC-JP", "x-euc-jp": "EUC-JP",
        "iso-2022-jp": "ISO-2022-JP", "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030",
        "x-gbk": "GB18030", "euc-cn": "GB18030", "gb_2312-80": "GB18030", "hz-gb-2312": "GB18030",
        "big5": "BIG5-HKSCS", "big5-hkscs": "BIG5-HKSCS", "x-x-big5": "BIG5-HKSCS",
        "euc-tw": "EUC-TW", "euc-kr": "CP949", "ks_c_5601-1987": "CP949", "korean": "CP949",
        "uhc": "CP949", "koi8-r": "KOI8-R", "koi8": "KOI8-R", "koi8-u": "KOI8-U",
        "macintosh": "MACINTOSH", "mac": "MACINTOSH", "x-mac-roman": "MACINTOSH",
        "x-mac-cyrillic": "MAC-CYRILLIC", "tis-620": "CP874", "ibm866": "CP866",
    ]
}
