/// A chapter's text as subtitles.
struct Subtitles: Sendable {
    var cues: [Cue]

    /// The file in a format (WebVTT; SubRip).
    func document(_ format: ReleaseOptions.Subtitles) -> [UInt8] {
        switch format {
        case .vtt: Array(("WEBVTT\n\n" + cues.map(Self.vtt).joined(separator: "\n")).utf8)
        case .srt:
            Array(cues.enumerated().map { Self.srt($0 + 1, $1) }.joined(separator: "\n").utf8)
        }
    }

    private static func vtt(_ cue: Cue) -> String {
        let text = cue.lines.map { line in
            line.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;")
        }.joined(separator: "\n")
        return "\(time(cue.start, ".")) --> \(time(cue.end, "."))\n\(text)\n"
    }

    private static func srt(_ number: Int, _ cue: Cue) -> String {
        let text = cue.lines.joined(separator: "\n")
        return "\(number)\n\(time(cue.start, ",")) --> \(time(cue.end, ","))\n\(text)\n"
    }

    /// `01:02:03.004`.
    static func time(_ seconds: Double, _ point: String) -> String {
        let total = Int((max(0, seconds) * 1000).rounded())
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let clock = [total / 3_600_000, total / 60_000 % 60, total / 1000 % 60]
            .map { digits($0, 2) }.joined(separator: ":")
        return clock + point + digits(total % 1000, 3)
    }
}
