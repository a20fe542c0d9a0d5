import Foundation
import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct SubtitlesTests {
    private let cues = [
        Cue(text: "Down the rabbit hole.", start: 0.1, end: 1.25),
        Cue(text: "Œuvre <i> & so on.", start: 3599.9996, end: 3661.5),
    ]

    @Test func `are written as WebVTT`() {
        let text = String(decoding: Subtitles(cues: cues).document(.vtt), as: UTF8.self)
        #expect(
            text == """
                WEBVTT

                00:00:00.100 --> 00:00:01.250
                Down the rabbit hole.

                01:00:00.000 --> 01:01:01.500
                Œuvre &lt;i&gt; &amp; so on.

                """
        )
    }

    @Test func `are written as SubRip`() {
        let text = String(decoding: Subtitles(cues: cues).document(.srt), as: UTF8.self)
        #expect(
            text == """
                1
                00:00:00,100 --> 00:00:01,250
                Down the rabbit hole.

                2
                01:00:00,000 --> 01:01:01,500
                Œuvre <i> & so on.

                """
        )
    }

    @Test(arguments: ReleaseOptions.Subtitles.allCases)
    func `are read by ffmpeg`(format: ReleaseOptions.Subtitles) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("x.\(format.rawValue)")
        try Data(Subtitles(cues: cues).document(format)).write(to: URL(filePath: path))
        let read = try Tool.output("ffmpeg", ["-v", "error", "-i", path, "-f", "srt", "-"])
        #expect(read.contains("01:00:00,000 --> 01:01:01,500"))
        #expect(read.contains("Down the rabbit hole."))
    }

    @Test func `cues lie where the utterances are, without the pause after them`() {
        let cues = Cue.cues(of: Sample.chapter(2))
        #expect(cues.map(\.start) == [0.1, 1.0])
        #expect(abs(cues[0].end - 0.6) < 1e-9)
        #expect(abs(cues[1].end - 1.4) < 1e-9)
    }

    @Test func `cues end where the sound does, not with the silence behind the chapter`() {
        var chapter = Sample.chapter(2)
        chapter.master.ends = [30_870, 59_535]
        #expect(Cue.cues(of: chapter).map(\.end) == [0.7, 1.35])
        // A sound that is too short to read is seen a moment longer.
        chapter.master.ends = [4851, 44_541]
        #expect(Cue.cues(of: chapter).map(\.end) == [0.4, 1.3])
    }

    @Test func `long cues are cut at sentences, then clauses, then words`() {
        let text =
            "It was the best of times, it was the worst of times. It was the age of wisdom, "
            + "it was the age of foolishness and of a great many other things besides all that."
        let pieces = Cue(text: text, start: 10, end: 30).split
        #expect(
            pieces.map(\.text) == [
                "It was the best of times, it was the worst of times.",
                "It was the age of wisdom,",
                "it was the age of foolishness and of a great many other things besides all that.",
            ]
        )
        #expect(pieces.map(\.text).joined(separator: " ") == text)
        #expect(pieces.first?.start == 10)
        #expect(abs((pieces.last?.end ?? 0) - 30) < 1e-9)
        #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test(arguments: [
        String(repeating: "x", count: 400), String(repeating: "第", count: 300),
        String(repeating: "ab ", count: 200), "",
    ])
    func `no cue is longer than two lines`(text: String) {
        let pieces = Cue(text: text, start: 0, end: 9).split
        #expect(pieces.allSatisfy { $0.text.count <= Cue.cueLength && $0.lines.count <= 2 })
        let length = text.filter { $0 != " " }.count
        #expect(pieces.reduce(0) { $0 + $1.text.filter { $0 != " " }.count } == length)
    }

    @Test func `are cut where the words are spoken when that is known`() {
        let text =
            "one two three four five six seven eight nine ten, "
            + "eleven twelve thirteen fourteen fifteen sixteen"
        var cue = Cue(text: text, start: 100, end: 120)
        cue.words = text.split(separator: " ").enumerated().map { place, word in
            TimedWord(text: String(word), start: Double(place) + 0.25, end: Double(place) + 1)
        }
        let cues = cue.split
        #expect(cues.map(\.start) == [100.25, 110.25])
        #expect(cues.map(\.end) == [110, 116])
        // Words of another text are of no use.
        cue.words.removeLast()
        #expect(cue.split.first?.start == 100)
    }
}
