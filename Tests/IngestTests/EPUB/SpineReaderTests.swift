import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct SpineReaderTests {
    /// Large enough that several threads share it.
    private let book = SampleBook.chapters((1...60).map { "Chapter \($0)" })

    @Test func `documents stay in order however many threads read them`() throws {
        let publication = try book.read()
        #expect(publication.narratedTitles == (1...60).map { "Chapter \($0)" })
        #expect(publication.balance.isClosed)
        #expect(try book.read() == publication)
    }

    @Test func `a damaged document among many is named`() throws {
        var zip = ZipWriter()
        zip.add("META-INF/container.xml", Array(SampleBook.container.utf8))
        let numbers = 1...40
        let items = numbers.map {
            "<item id=\"c\($0)\" href=\"c\($0).xhtml\" media-type=\"application/xhtml+xml\"/>"
        }
        let spine = numbers.map { "<itemref idref=\"c\($0)\"/>" }
        zip.add(
            "OPS/package.opf",
            Array(
                "<package version=\"3.0\"><manifest>\(items.joined())</manifest><spine>\(spine.joined())</spine></package>"
                    .utf8
            )
        )
        for number in numbers {
            let page = Array(SampleBook.page(SampleBook.prose("\(number)", paragraphs: 20)).utf8)
            zip.add("OPS/c\(number).xhtml", page, checksum: number == 33 ? 1 : nil)
        }
        let error = try #require(throws: SourceError.self) {
            try SourceReader().publication(ofText: zip.finished(), named: "a.epub")
        }
        #expect(error.message.contains("OPS/c33.xhtml"))
    }
}
