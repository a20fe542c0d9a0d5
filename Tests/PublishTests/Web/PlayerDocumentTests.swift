import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct PlayerDocumentTests {
    @Test func `one document needs one page`() {
        let chapters = ["book.html", "book.html#two"].map { Sample.released(source: $0) }
        let documents = PlayerDocument.documents(of: chapters, title: "Book")
        #expect(documents.map(\.fileName) == ["player.html"])
        #expect(documents[0].chapters == [0, 1])
    }

    @Test func `each of several documents has a page of its own, named by its path`() {
        let sources = ["guide/Install Me.md", "guide/Install Me.md#linux", "index.md"]
        let documents = PlayerDocument.documents(
            of: sources.map { Sample.released(source: $0) },
            title: "Docs"
        )
        #expect(
            documents.map(\.fileName)
                == ["player.html", "player-guide-install-me.html", "player-index.html"]
        )
        #expect(documents.map(\.chapters) == [[0, 1, 2], [0, 1], [2]])
    }

    @Test(arguments: [
        ["a.md", "a.html"], ["a b.md", "a-b.md"], ["A.md", "a.md"], ["été.md", "t.md"],
        ["日本.md", "中国.md"], [String(repeating: "x", count: 300) + "1", "x"],
    ])
    func `paths that look alike have pages of different names`(sources: [String]) {
        let documents = PlayerDocument.documents(
            of: sources.map { Sample.released(source: $0) },
            title: "Docs"
        )
        let names = documents.map(\.fileName)
        #expect(Set(names).count == 3, "\(names)")
        for name in names {
            #expect(name.utf8.count < 120)
            #expect(
                name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
            )
        }
    }

    @Test func `a page keeps its name when other documents come and go`() {
        let before = PlayerDocument.documents(
            of: ["b.md", "c.md"].map { Sample.released(source: $0) },
            title: "Docs"
        )
        let after = PlayerDocument.documents(
            of: ["a.md", "b.md", "d.md"].map { Sample.released(source: $0) },
            title: "Docs"
        )
        #expect(before[1].fileName == after[2].fileName)
    }
}
