/// `embed.txt`: for each page of a player the line that puts it into another page.
struct EmbedSnippets {
    static let fileName = "embed.txt"

    let documents: [PlayerDocument]
    let options: WebOptions

    /// The file.
    var bytes: [UInt8] {
        Array(documents.map { snippet(of: $0) + "\n" }.joined().utf8)
    }

    private func snippet(of document: PlayerDocument) -> String {
        "<iframe src=\"\(HTML.escaped(options.link(to: document.fileName)))\" "
            + "title=\"Listen: \(HTML.escaped(document.title))\" width=\"100%\" height=\"170\" "
            + "loading=\"lazy\" style=\"border:0\" allow=\"autoplay; fullscreen\"></iframe>"
    }
}
