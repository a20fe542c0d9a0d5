import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct MarkdownReaderTests {
    @Test func `reads front matter, headings, tables and notes`() throws {
        let text = """
            ---
            title: "A Book"
            author: [Ann Author, Ben Writer]
            lang: de
            ---

            # One

            Some *emphasis* and a note[^1]. \(String(repeating: "More text. ", count: 40))

            | a | b |
            |---|---|
            | 1 | 2 |

            [^1]: The note.

            # Two

            * * *

            End. \(String(repeating: "More text. ", count: 40))
            """
        let publication = try publication(of: text, named: "book.md")
        #expect(publication.format == .markdown)
        #expect(publication.metadata.title == "A Book")
        #expect(publication.metadata.authors == ["Ann Author", "Ben Writer"])
        #expect(publication.metadata.language == "de")
        #expect(publication.narratedTitles == ["One", "Two"])
        #expect(publication.narratedText.contains("Some emphasis and a note. More"))
        #expect(publication.narratedText.contains("1, 2"))
        #expect(!publication.narratedText.contains("The note"))
        #expect(publication.balance.isClosed)
    }

    @Test func `code is set aside unless asked for`() throws {
        let text = "# One\n\ntext\n\n```\nlet a = 1\n```\n"
        #expect(try publication(of: text, named: "a.md").narratedText == "One\ntext")
        #expect(
            try publication(of: text, named: "a.md", IngestOptions(code: .read)).narratedText
                == "One\ntext\nlet a = 1"
        )
    }

    @Test(arguments: [
        ("# Preface {.unnumbered}", "Preface"),
        ("# One {#one .big key=\"a b\"}", "One"),
        ("# One {-}", "One"),
        ("# One {: #one }", "One"),  // kramdown's form
        ("One {#one}\n===", "One"),
        ("# The set {1, 2}", "The set {1, 2}"),  // braces that are text
        ("# One # {#one}", "One"),
    ])
    func `attributes of a heading are not spoken`(heading: String, title: String) throws {
        let text = "\(heading)\n\nText of the first.\n\n# Last {.x}\n\nText of the last.\n"
        let publication = try publication(of: text, named: "a.md")
        #expect(publication.narratedTitles == [title, "Last"])
        #expect(publication.balance.isClosed)
    }

    @Test func `code keeps its braces`() throws {
        let text = "# One\n\n```\n# two {.x}\n```\n"
        #expect(
            try publication(of: text, named: "a.md", IngestOptions(code: .read)).narratedText
                == "One\n# two {.x}"
        )
    }

    @Test func `lines of Windows are lines`() throws {
        let text =
            "---\r\ntitle: A Book\r\n---\r\n# One {.x}\r\n\r\nA note[^1].\r\n\r\n[^1]: The note.\r\n"
        let publication = try publication(of: text, named: "a.md")
        #expect(publication.metadata.title == "A Book")
        #expect(publication.narratedText == "One\nA note.")
    }
}
