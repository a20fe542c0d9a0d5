/// What narrate itself has written below a source: it is no part of it.
enum OwnFiles {
    /// Whether a folder is called as projects are.
    static func isProject(_ name: String) -> Bool { name.hasSuffix(".narrate") }

    /// Whether a folder holds a release, by its report and its manifest.
    static func isRelease(_ path: String) -> Bool {
        guard SourceFile.isFile(path + "/report.html"),
            let bytes = try? SourceFile.bytes(
                at: path + "/manifest.json",
                limit: IngestLimits.documentBytes
            )
        else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let key = text.firstRange(of: "\"generator\"") else { return false }
        return text[key.upperBound...].prefix(20).contains("narrate ")
    }

    /// Whether a file is a page about audio: the summary of a batch, or one of a release among documents.
    static func isPage(_ name: String, _ isInRelease: Bool) -> Bool {
        if name.hasSuffix(".batch.html") { return true }
        let isPlayer = name == "player.html" || name.hasPrefix("player-") && name.hasSuffix(".html")
        return isInRelease && (name == "report.html" || isPlayer)
    }
}
