import NarrateModel

/// Small books for tests.
enum Books {
    static let locator = Locator(href: "text/1.xhtml")

    static func heading(_ text: String, level: Int = 1) -> Block {
        Block(kind: .heading(level: level), text: text, locator: locator)
    }

    static func paragraph(_ text: String, spans: [Span] = []) -> Block {
        Block(kind: .paragraph, text: text, spans: spans, locator: locator)
    }

    static func verse(_ text: String, endsStanza: Bool = false) -> Block {
        Block(kind: .verse(endsStanza: endsStanza), text: text, locator: locator)
    }

    static func chapter(_ index: Int, title: String = "One", _ blocks: [Block]) -> Chapter {
        Chapter(index: index, title: title, blocks: blocks, source: "text/1.xhtml")
    }

    static func publication(_ chapters: [Chapter], language: String = "en") -> Publication {
        Publication(
            source: "book.epub",
            format: .epub3,
            metadata: Metadata(title: "A Book", language: language),
            chapters: chapters,
            split: SplitDecision(rule: .toc, reason: "it has a table of contents")
        )
    }
}
