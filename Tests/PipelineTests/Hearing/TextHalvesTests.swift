import Testing

@testable import NarratePipeline

@Suite struct TextHalvesTests {
    @Test(arguments: [
        (
            "The gate was open, as it always had been. Nobody, it seemed, had ever closed it.",
            "The gate was open, as it always had been.", 0.35
        ),
        (
            "“The gate was open, as it always had been!” said the man, who had never closed it.",
            "“The gate was open, as it always had been!”", 0.35
        ),
        (
            "The gate was open because nobody had closed it, or so the old man said that day",
            "The gate was open because nobody had closed it,", 0.15
        ),
        (
            "thegatewasopenbecausenobodyhad closeditorsotheoldmansaidthatdayanyhow",
            "thegatewasopenbecausenobodyhad", 0.05
        ),
    ])
    func `takes a text apart where a reader would breathe`(
        text: String,
        first: String,
        pause: Double
    ) throws {
        let halves = try #require(TextHalves(text))
        #expect(halves.first == first)
        #expect(halves.first + " " + halves.second == text)
        #expect(halves.pause == pause)
    }

    @Test(arguments: [
        "Too short to be taken apart.",
        "Marks of the engine <break time=\"1s\"/> must stay together, whatever else there is to say.",
        "thegatewasopenbecausenobodyhadcloseditorsotheoldmansaidthatdayanyhowandso",
    ])
    func `leaves alone what can't be`(text: String) {
        #expect(TextHalves(text) == nil)
    }
}
