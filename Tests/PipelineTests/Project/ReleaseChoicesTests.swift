import NarratePublish
import Testing

@testable import NarratePipeline

@Suite struct ReleaseChoicesTests {
    @Test func `writes everything a shelf and a player can use unless told otherwise`() throws {
        let options = try ReleaseChoices().options()
        #expect(options.subtitles == [.vtt, .srt])
        #expect(options.includesPlaylist)
        #expect(options.includesShelfMetadata)
        #expect(options.tagVersion == .v23)
        #expect(!options.includesText)
    }

    @Test func `takes the first choice that says something`() throws {
        var first = ReleaseChoices()
        first.subtitles = ["none"]
        var second = ReleaseChoices()
        second.subtitles = ["srt"]
        second.tagVersion = "2.4"
        let options = try first.over(second).options()
        #expect(options.subtitles.isEmpty)
        #expect(options.tagVersion == .v24)
    }

    @Test(arguments: [["stl"], ["vtt", "none"], [""]])
    func `refuses subtitles it can't write`(words: [String]) {
        var choices = ReleaseChoices()
        choices.subtitles = words
        #expect(throws: ProjectError.self) { try choices.options() }
    }

    @Test func `refuses a version of tags that no player reads`() {
        var choices = ReleaseChoices()
        choices.tagVersion = "2.2"
        #expect(throws: ProjectError.self) { try choices.options() }
    }
}
