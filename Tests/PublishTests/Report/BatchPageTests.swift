import Testing

@testable import NarratePublish

@Suite struct BatchPageTests {
    private func page(_ books: [BatchPage.Book]) -> String {
        BatchPage(title: "shelf", finishedAt: "2026-11-22T05:55:35Z", books: books)
            .html(in: "/shelf")
    }

    @Test func `columns that say nothing take no room`() {
        let failed = page([.init(name: "a <b>", state: .needsPerson, remark: "no such file & no")])
        #expect(failed.contains("1 book needs a person"))
        #expect(failed.contains(">a &lt;b&gt;<div class=\"soft\">no such file &amp; no</div></td>"))
        #expect(!failed.contains(">chapters<") && !failed.contains(">length<"))
        let finished = page([
            .init(
                name: "a",
                state: .finished,
                remark: "",
                release: "/shelf/A: B",
                duration: 61,
                chapters: 2
            )
        ])
        #expect(finished.contains(">chapters<") && finished.contains(">1:01<"))
        #expect(!finished.contains(">credits<"))
        #expect(finished.contains("<a href=\"./A"))
    }

    @Test func `tells the time as people do`() {
        let page = page([])
        #expect(
            page.contains("<time datetime=\"2026-11-22T05:55:35Z\">2026-11-22 05:55 UTC</time>")
        )
    }
}
