import NarrateIngest
import NarrateModel
import NarrateScript
import Testing

@testable import NarratePipeline

@Suite struct ProjectConfigurationTests {
    @Test func `takes the first layer that says something`() {
        var options = Choices()
        options.voice = "a"
        var manifest = Choices()
        manifest.voice = "b"
        manifest.model = "m"
        manifest.script.pauses = ["heading": 2]
        options.script.pauses = ["scene": 3]
        let merged = options.over(manifest)
        #expect(merged.voice == "a")
        #expect(merged.model == "m")
        #expect(merged.script.pauses == ["heading": 2, "scene": 3])
    }

    @Test func `fills in defaults`() throws {
        let configuration = try ProjectConfiguration(
            source: "book.epub",
            choices: Choices(),
            currentFolder: "/home/a"
        )
        #expect(configuration.folder.path == "/home/a/book.narrate")
        #expect(configuration.output == "/home/a")
        #expect(configuration.mastering.profile == .acx)
        #expect(configuration.script.maxCharacters == 800)
    }

    @Test func `sets pauses and policies from the choices`() throws {
        var choices = Choices()
        choices.script.pauses = ["heading": 2.5]
        choices.script.footnotes = "afterChapter"
        let configuration = try ProjectConfiguration(
            source: "b",
            choices: choices,
            currentFolder: "/"
        )
        #expect(configuration.script.pauses.heading == 2.5)
        #expect(configuration.ingest.footnotes == .afterChapter)
    }

    @Test func `suggests the word that was meant`() {
        var choices = Choices()
        choices.mastering = MasteringChoices(base: "padcast")
        let error = #expect(throws: ProjectError.self) {
            try ProjectConfiguration(source: "b", choices: choices, currentFolder: "/")
        }
        #expect(error?.hint == "did you mean 'podcast'?")
    }
}
