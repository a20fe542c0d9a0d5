/// The file name an answer suggests for itself.
struct SuggestedName {
    /// Never empty, without path separators, control characters or a leading dot.
    let text: String

    init(head: HTTPHead, url: String) {
        let suggestion = Self.disposition(head.headers["content-disposition"]) ?? Self.last(of: url)
        let safe = suggestion.unicodeScalars.filter { $0.value >= 0x20 && $0 != "/" && $0 != "\\" }
        let name = String(String.UnicodeScalarView(safe)).trimmed.drop { $0 == "." }
        text = name.isEmpty ? "download" : String(name.prefix(120))
    }

    /// `filename*` before `filename` (RFC 6266, 4.3).
    private static func disposition(_ header: String?) -> String? {
        guard let header else { return nil }
        var plain: String?
        for parameter in header.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1]).trimmed.filter { $0 != "\"" }
            switch String(parts[0]).trimmed.lowercased() {
            case "filename": plain = value
            case "filename*":
                let fields = value.split(separator: "'", omittingEmptySubsequences: false)
                if fields.count == 3, let name = PercentCoding.decoded(fields[2]) { return name }
            default: continue
            }
        }
        return plain
    }

    private static func last(of url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        let parts = (path.firstRange(of: "://").map { path[$0.upperBound...] } ?? path)
            .split(separator: "/").dropFirst()
        return parts.last.flatMap { PercentCoding.decoded($0) } ?? ""
    }
}
