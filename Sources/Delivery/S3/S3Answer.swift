/// Values of the small XML documents that S3 answers with, which hold no attributes that matter.
struct S3Answer: Sendable {
    private let text: String

    init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

    /// The text of the first element of a name.
    func value(_ name: String) -> String? { values(name, in: text[...]).first }

    /// The texts of all elements of a name inside all elements of another.
    func records(_ element: String, _ names: [String]) -> [[String: String]] {
        blocks(element, in: text[...]).map { block in
            var record: [String: String] = [:]
            for name in names { record[name] = values(name, in: block).first }
            return record
        }
    }

    private func values(_ name: String, in text: Substring) -> [String] {
        blocks(name, in: text).map(Self.decoded)
    }

    private func blocks(_ name: String, in text: Substring) -> [Substring] {
        var blocks: [Substring] = []
        var rest = text
        while let start = rest.firstRange(of: "<\(name)") {
            let after = rest[start.upperBound...]
            guard let end = after.firstIndex(of: ">") else { break }
            let next = after.first ?? ">"
            rest = after[after.index(after: end)...]
            guard next == ">" || next.isWhitespace else { continue }
            guard let close = rest.firstRange(of: "</\(name)>") else { break }
            blocks.append(rest[..<close.lowerBound])
            rest = rest[close.upperBound...]
        }
        return blocks
    }

    private static func decoded(_ text: Substring) -> String {
        String(text).replacing("&quot;", with: "\"").replacing("&#34;", with: "\"")
            .replacing("&apos;", with: "'").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }
}
