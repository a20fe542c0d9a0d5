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
        let error = try #require(throws: SourceError.self) {
            try read(bending(1...40, at: 33, checksum: 1))
        }
        #expect(error.code == .damaged)
        #expect(error.message.contains("OPS/c33.xhtml"))
        #expect(error.hint?.contains("--damaged skip") ?? false)
    }

    @Test func `a damaged document is left out when that is asked for, with its name`() throws {
        let book = bending(1...40, at: 33, checksum: 1)
        let publication = try read(book, IngestOptions(damaged: .skip))
        #expect(publication.narratedChapters.count == 39)
        #expect(publication.balance.isClosed)
        let warning = try #require(
            publication.warnings.first { $0.code == "unreadable-document" }
        )
        #expect(warning.source == "OPS/c33.xhtml")
        #expect(warning.message.contains("OPS/c33.xhtml"))
    }

    @Test func `a document that can't be unpacked here is left out with its name`() throws {
        // 98 is PPMd, which no reader of EPUBs knows.
        let publication = try read(bending(1...3, at: 2, method: 98))
        #expect(publication.narratedChapters.count == 2)
        let left = publication.warnings.filter { $0.code == "unreadable-document" }
        #expect(left.map(\.source) == ["OPS/c2.xhtml"])
    }

    @Test func `when no document can be read, the first is named`() throws {
        let error = try #require(throws: SourceError.self) {
            try read(bending(1...1, at: 1, method: 98))
        }
        #expect(error.message.contains("OPS/c1.xhtml"))
    }

    private func read(
        _ archive: [UInt8],
        _ options: IngestOptions = IngestOptions()
    ) throws -> Publication {
        try SourceReader(options: options).publication(ofText: archive, named: "a.epub")
    }

    /// A book one document of which has another checksum or packing than the directory says.
    private func bending(
        _ numbers: ClosedRange<Int>,
        at bent: Int,
        checksum: UInt32? = nil,
        method: UInt16 = 0
    ) -> [UInt8] {
        var zip = ZipWriter()
        zip.add("META-INF/container.xml", Array(SampleBook.container.utf8))
        let items = numbers.map {
            "<item id=\"c\($0)\" href=\"c\($0).xhtml\" media-type=\"application/xhtml+xml\"/>"
        }
        let spine = numbers.map { "<itemref idref=\"c\($0)\"/>" }
        zip.add(
            "OPS/package.opf",
            Array(
                "<package version=\"2.0\"><manifest>\(items.joined())</manifest><spine>\(spine.joined())</spine></package>"
                    .utf8
            )
        )
        for number in numbers {
            let body = "<h1>\(number)</h1>" + SampleBook.prose("\(number)", paragraphs: 20)
            zip.add(
                "OPS/c\(number).xhtml",
                Array(SampleBook.page(body).utf8),
                checksum: number == bent ? checksum : nil,
                method: number == bent ? method : 0
            )
        }
        return zip.finished()
    }
}
