import NarrateAssemble
import NarrateModel
import NarrateScript
import Testing

@testable import NarratePipeline

@Suite struct MasteringChoicesTests {
    private func manifest(_ text: String) throws -> MasteringChoices? {
        try ManifestReader().manifest(text, file: "narrate.yaml", folder: "/").choices.mastering
    }

    @Test func `a profile of one's own begins with another`() throws {
        let choices = try #require(
            try manifest(
                """
                source: a.txt
                profile:
                  base: podcast
                  name: radio
                  loudness: -23
                  tolerance: 0.5
                  peak: -1
                  channels: 2
                  sampleRate: 48000
                  bitRate: 160
                  highPass: 80
                  evening: 1
                """
            )
        )
        let mastering = try choices.mastering()
        #expect(mastering.profile.name == "radio")
        #expect(mastering.profile.target == .loudness(lufs: -23, tolerance: 0.5))
        #expect(mastering.profile.format == AudioFormat(sampleRate: 48_000, channels: 2))
        #expect(mastering.profile.head == MasteringProfile.podcast.head)
        #expect(mastering.processing == ProcessingOptions(evening: 1, highPass: 80))
        let variable = try manifest("source: a\nprofile: {base: acx, variableRate: 4}")
        #expect(try variable?.mastering().encoding.rate == .variable(quality: 4))
    }

    @Test(arguments: [
        ("profile: acx", true), ("", false), ("profile: podcast", false),
        ("profile: {base: acx, maxMinutes: 60}", false),
        ("profile: acx\nscript: {credits: false}", false),
        ("profile: podcast\nscript: {credits: true}", true),
    ])
    func `who names the store's profile gets the credits it wants`(
        text: String,
        expected: Bool
    ) throws {
        let manifest = try ManifestReader()
            .manifest("source: a.txt\n" + text, file: "narrate.yaml", folder: "/")
        let configuration = try ProjectConfiguration(
            source: "a.txt",
            choices: manifest.choices,
            currentFolder: "/nowhere"
        )
        #expect(configuration.script.credits.areMade == expected)
    }

    @Test func `a name stands for the profile as it is`() throws {
        #expect(try manifest("source: a\nprofile: podcast")?.mastering().profile == .podcast)
        #expect(try manifest("source: a") == nil)
    }

    @Test(arguments: [
        ("profile: {loudnes: -18}", "2:11: unknown key 'loudnes'"),
        ("profile: {loudness: 18}", "2:21: 'profile.loudness' is '18'"),
        ("profile: {sampleRate: 44000}", "expected one of 22050"),
    ])
    func `what is not understood is named with its place`(text: String, message: String) {
        let error = #expect(throws: SourceError.self) { try manifest("source: a\n" + text) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func `what no encoder can do is refused`() throws {
        let rate = try manifest("source: a\nprofile: {sampleRate: 22050, bitRate: 192}")
        let error = #expect(throws: ProjectError.self) { try rate?.mastering() }
        #expect(error?.message.contains("no 192 kbit/s at 22050 Hz") == true)
        let lossless = try manifest("source: a\nprofile: {base: acx, lossless: true}")
        #expect(throws: ProjectError.self) { try lossless?.mastering() }
    }
}
