import FoundationEssentials
import NarrateDigest
import NarrateModel

/// A page that plays chapters and shows their text, by itself or inside another page.
///
/// Plain HTML: without scripts it still has a player for each chapter and the whole text. Everything
/// that comes from the book is in text or in attributes, never in the script, and the page's own
/// policy allows no other script than its own and no other files than those beside it.
struct PlayerPage {
    let description: ReleaseDescription
    let document: PlayerDocument
    /// The release's chapters, this page's among them.
    let chapters: [ReleasedChapter]
    /// File name of the cover, where there is one.
    let cover: String?
    /// Other pages of the release, for the page of the whole.
    var others: [PlayerDocument] = []

    /// The page as bytes.
    var bytes: [UInt8] {
        let page = """
            <!doctype html>
            <html lang="\(HTML.escaped(description.metadata.language ?? "en"))" dir="auto">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <meta name="generator" content="\(HTML.escaped(description.generator))">
            <title>\(HTML.escaped(title))</title>
            <link rel="alternate" type="application/rss+xml" href="\(PodcastFeed.fileName)">
            <style>\(PlayerStyle.css)</style>
            </head>
            <body data-key="\(key)">
            <main>
            \(header)\(PlayerControls.html)\(contents)\(texts)\(footer)</main>
            <script>\(PlayerScript.code)</script>
            </body>
            </html>

            """
        return Array(page.utf8)
    }

    /// Only this script and this style run, and only files beside the page are read.
    private static let policy = [
        "default-src 'none'", "script-src '\(digest(of: PlayerScript.code))'",
        "style-src '\(digest(of: PlayerStyle.css))'", "media-src 'self'", "img-src 'self'",
        "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")

    private static func digest(of text: String) -> String {
        "sha256-" + Data(SHA256.bytes(of: Array(text.utf8))).base64EncodedString()
    }

    private var isWhole: Bool { document.fileName == PlayerDocument.wholeFileName }

    private var title: String {
        isWhole ? description.title : "\(document.title) – \(description.title)"
    }

    /// What the place of a listener is remembered by.
    private var key: String {
        let parts = [description.title, description.sourceName, document.fileName]
        return String(SHA256.hex(of: Array(parts.joined(separator: "\n").utf8)).prefix(16))
    }

    private var header: String {
        let authors = description.metadata.authors.joined(separator: ", ")
        let by = authors.isEmpty ? "" : "\(HTML.escaped(authors)) · "
        let picture = cover.map { "<img src=\"\(HTML.address(of: $0))\" alt=\"\">\n" } ?? ""
        let book =
            isWhole
            ? ""
            : "<p><a href=\"\(PlayerDocument.wholeFileName)\">"
                + "\(HTML.escaped(description.title))</a></p>\n"
        return """
            <header>
            \(picture)<div>
            <h1>\(HTML.escaped(document.title))</h1>
            \(book)<p class="soft">\(by)\(narrator)</p>
            </div>
            </header>

            """
    }

    private var narrator: String {
        "<span lang=\"en\">narrated by \(HTML.escaped(description.narrator)), "
            + "a synthetic voice</span>"
    }

    private var contents: String {
        let items = document.chapters.map { position in
            let chapter = chapters[position]
            return "<li><a href=\"#\(chapter.fragment)\">\(HTML.escaped(chapter.title))</a> "
                + "<span class=\"soft\">\(Figure.clock(chapter.duration))</span></li>\n"
        }
        return """
            <nav aria-label="Chapters">
            <ol>
            \(items.joined())</ol>
            </nav>

            """
    }

    private var texts: String {
        "<div id=\"text\">\n\(document.chapters.map { text(of: chapters[$0]) }.joined())</div>\n"
    }

    private func text(of chapter: ReleasedChapter) -> String {
        let sources = chapter.playable.map { encoding in
            "<source src=\"\(HTML.address(of: encoding.file.file))\" "
                + "type=\"\(encoding.format.mediaType)\">"
        }
        let name = HTML.escaped(chapter.title)
        // A chapter that begins with its own heading needs no other.
        let title = chapter.passages.first?.role == .heading ? "" : "<h2>\(name)</h2>\n"
        return """
            <article id="\(chapter.fragment)" data-title="\(name)" \
            data-seconds="\(Self.seconds(chapter.duration))">
            \(title)\(paragraphs(of: chapter, sources.joined()))</article>

            """
    }

    /// The chapter's text, with a player of the browser's own behind the first heading.
    private func paragraphs(of chapter: ReleasedChapter, _ sources: String) -> String {
        let name = HTML.escaped(chapter.title)
        let audio = "<audio controls preload=\"none\" aria-label=\"\(name)\">\(sources)</audio>\n"
        var blocks: [String] = []
        var open = ""
        for passage in chapter.passages {
            open += open.isEmpty ? span(passage) : " " + span(passage)
            guard passage.endsParagraph else { continue }
            let isTitle = blocks.isEmpty && passage.role == .heading
            blocks.append(isTitle ? "<h2>\(open)</h2>\n" : paragraph(open, passage.role))
            open = ""
        }
        if !open.isEmpty { blocks.append(paragraph(open, .paragraph)) }
        let hasTitle = chapter.passages.first?.role == .heading
        blocks.insert(audio, at: hasTitle ? min(1, blocks.count) : 0)
        return blocks.joined()
    }

    private func paragraph(_ spans: String, _ role: Utterance.Role) -> String {
        switch role {
        case .heading: "<h3>\(spans)</h3>\n"
        case .quote: "<blockquote><p>\(spans)</p></blockquote>\n"
        case .code: "<p class=\"code\">\(spans)</p>\n"
        case .verse: "<p class=\"verse\">\(spans)</p>\n"
        case .listItem: "<p class=\"item\">\(spans)</p>\n"
        default: "<p>\(spans)</p>\n"
        }
    }

    private func span(_ passage: Passage) -> String {
        let language = passage.language.map { " lang=\"\(HTML.escaped($0))\"" } ?? ""
        let words =
            passage.words.isEmpty
            ? "" : " data-w=\"\(passage.words.map(Self.hundredths).joined(separator: " "))\""
        return "<span data-s=\"\(Self.seconds(passage.start))\" "
            + "data-e=\"\(Self.seconds(passage.end))\"\(words)\(language)>"
            + "\(HTML.escaped(passage.text))</span>"
    }

    private static func seconds(_ seconds: Double) -> String {
        Figure.decimal(max(0, seconds), 2)
    }

    private static func hundredths(_ seconds: Double) -> String {
        String(Int((max(0, seconds) * 100).rounded()))
    }

    private var footer: String {
        let pages = others.map { other in
            "<li><a href=\"\(other.fileName)\">\(HTML.escaped(other.title))</a></li>\n"
        }
        let list =
            pages.isEmpty
            ? ""
            : "<details><summary>Pages to embed</summary>\n<ul>\n\(pages.joined())</ul>\n</details>\n"
        return """
            <footer lang="en">
            \(list)<p><a href="\(PodcastFeed.fileName)">Podcast feed</a></p>
            </footer>

            """
    }
}

extension ReleasedChapter {
    /// Its files that a browser can play, the listed one first.
    var playable: [ReleasedEncoding] {
        let listed = ReleaseFormat.allCases.first { file.file.hasSuffix("." + $0.fileExtension) }
        let first = ReleasedEncoding(format: listed ?? .mp3, file: file, inputs: "")
        return [first] + encodings.filter { $0.file.file != file.file }
    }
}

extension ReleaseFormat {
    /// The media type of its files.
    var mediaType: String {
        switch self {
        case .mp3, .mp3Book: "audio/mpeg"
        case .m4b: "audio/mp4"
        case .opus: "audio/ogg; codecs=opus"
        case .flac: "audio/flac"
        }
    }
}
