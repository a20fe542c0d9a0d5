import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ReportPageTests {
    private func chapter(_ number: Int, rms: Double = -20) -> ReleasedChapter {
        let file = ReleasedFile(
            file: "0\(number) - A & B.mp3",
            bytes: 1_000_000,
            sha256: "x",
            isNew: true
        )
        return ReleasedChapter(
            index: number + 1,
            number: number,
            track: number,
            title: "A & <B> \(number)",
            file: file,
            duration: 600,
            measures: Master.Measures(
                integrated: rms,
                truePeak: -3.5,
                rms: rms,
                noiseFloor: -72
            ),
            utterances: 10,
            characters: 900,
            source: "a",
            companions: []
        )
    }

    private func page(
        _ report: ReleaseReport = ReleaseReport(takes: .init(clean: 10)),
        chapters: [ReleasedChapter]? = nil
    ) -> String {
        let page = ReportPage(
            description: Sample.description(),
            chapters: chapters ?? [chapter(1), chapter(2)],
            totals: ReleaseTotals(charactersBilled: 1800, credits: Credits(900), retakes: 3),
            report: report,
            cover: nil,
            createdAt: "2026-01-02T03:04:05Z"
        )
        return String(decoding: page.document, as: UTF8.self)
    }

    private func take(_ utterance: Int, score: Double, accepted: Bool = false) -> DoubtfulTake {
        let finding = Finding(
            check: "cutEnd",
            severity: .error,
            message: "it ends in the middle of a sound",
            measured: -8.25,
            limit: -20,
            unit: "dB",
            position: 2
        )
        return DoubtfulTake(
            chapter: 2,
            utterance: utterance,
            text: "the <end> of it",
            marks: [4..<9],
            verdict: Verdict(
                findings: [finding],
                isAccepted: accepted,
                score: score,
                duration: 2
            ),
            recordings: 3,
            position: 61
        )
    }

    @Test func `is well formed and fetches nothing from elsewhere`() throws {
        let text = page(
            ReleaseReport(takes: .init(clean: 9, failed: 1), doubtful: [take(4, score: 9)])
        )
        let problems = try Tool.python(
            """
            import sys
            from html.parser import HTMLParser
            void = {'meta', 'link', 'img'}
            class Checker(HTMLParser):
                def __init__(self):
                    super().__init__(); self.open = []
                def handle_starttag(self, tag, attrs):
                    if tag not in void: self.open.append(tag)
                    for name, value in attrs:
                        if name in ('src', 'href') and '//' in value: print('fetches', value)
                        if name.startswith('on') or tag == 'script': print('script', tag)
                def handle_startendtag(self, tag, attrs): pass
                def handle_endtag(self, tag):
                    if not self.open or self.open.pop() != tag: print('unbalanced', tag)
            checker = Checker(); checker.feed(sys.argv[1]); checker.close()
            if checker.open: print('left open', checker.open)
            """,
            text
        )
        #expect(problems == "")
    }

    @Test func `says the state in a sentence`() {
        #expect(page().contains("finished, every check passed<"))
        let warned = ReleaseReport(takes: .init(clean: 9, warned: 2))
        #expect(page(warned).contains("every check passed, 2 of the takes with warnings"))
        let failed = ReleaseReport(takes: .init(clean: 9, failed: 2))
        #expect(page(failed).contains("2 takes were kept with failed checks"))
        #expect(
            page(chapters: [chapter(1, rms: -25)]).contains("1 chapter is outside the profile acx")
        )
    }

    @Test func `says why a chapter is outside the profile`() {
        let report = ReleaseReport(
            outsideProfile: [ReleaseReport.Line("A & <B> 1", "level -25.0 dBFS: its peaks")]
        )
        let text = page(report, chapters: [chapter(1), chapter(2)])
        #expect(text.contains("1 chapter is outside the profile acx"))
        #expect(text.contains("<th>A &amp; &lt;B&gt; 1</th><td>level -25.0 dBFS: its peaks</td>"))
    }

    @Test func `escapes what the book says`() {
        #expect(page().contains("A &amp; &lt;B&gt; 1"))
        #expect(page().contains("src=\"01%20-%20A%20%26%20B.mp3\""))
        #expect(!page().contains("<B>"))
    }

    @Test func `shows the worst take first with its reason, words and player`() throws {
        let report = ReleaseReport(
            takes: .init(clean: 7, failed: 3),
            doubtful: [take(1, score: 3), take(2, score: 50, accepted: true), take(3, score: 9)]
        )
        let text = page(report)
        let order = try ["utterance 3,", "utterance 1,", "utterance 2,"].map {
            try #require(text.range(of: $0)).lowerBound
        }
        #expect(order == order.sorted())
        #expect(text.contains("the best of 3 takes"))
        #expect(text.contains("it ends in the middle of a sound: −8.25 dB, limit −20"))
        #expect(text.contains("the <mark>&lt;end&gt;</mark> of it"))
        #expect(text.contains("B.mp3#t=60.5,63.5\""))
    }

    @Test func `draws the profile's band and marks what is outside`() {
        let text = page(chapters: [chapter(1), chapter(2, rms: -26)])
        #expect(text.contains("allowed: −23.0 to −18.0"))
        #expect(text.components(separatedBy: "<circle class=\"bad\"").count == 2)
        #expect(text.components(separatedBy: "<circle class=\"good\"").count == 6)
    }

    @Test func `draws the waveform of a take`() throws {
        let wave = try #require(Waveform(path: Fixture.path("rabbit-hole.mp3")))
        #expect(wave.peaks.count == Waveform.stretches)
        #expect(abs(wave.duration - 1.4) < 0.1)
        #expect((wave.peaks.max() ?? 0) > 0.2)
        #expect(wave.svg(marks: [0.7, 99]).components(separatedBy: "class=\"here\"").count == 2)
        #expect(Waveform(path: Fixture.path("cover.jpg")) == nil)
    }
}
