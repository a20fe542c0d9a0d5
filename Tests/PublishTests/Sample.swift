import NarrateModel

@testable import NarratePublish

/// A small book to release.
enum Sample {
    static let metadata = Metadata(
        title: "Alice’s Adventures",
        subtitle: "In Wonderland",
        contributors: [
            Contributor(name: "Lewis Carroll", sortName: "Carroll, Lewis"),
            Contributor(name: "Zoë Übersetzer", role: .translator),
        ],
        language: "en-GB",
        identifiers: ["isbn": "978-0-00-000000-2", "asin": "B000000000"],
        publisher: "Macmillan",
        date: "1865-11-26",
        description: "A girl falls.\nThen she wakes.",
        rights: "Public domain",
        series: "Alice",
        seriesPosition: "1"
    )

    static func description(
        titles: [String] = ["Down the Rabbit-Hole", "The Pool of Tears"],
        parts: [[String]] = [],
        metadata: Metadata = metadata,
        cover: Cover? = nil
    ) -> ReleaseDescription {
        ReleaseDescription(
            metadata: metadata,
            cover: cover,
            tracks: titles.enumerated().map { position, title in
                ReleaseTrack(
                    index: position + 2,
                    title: title,
                    partTitles: position < parts.count ? parts[position] : []
                )
            },
            sourceName: "alice",
            engine: "espeak",
            model: "1.51",
            voice: "en-gb",
            voiceName: "English (Great Britain)",
            voices: [
                ReleaseVoice(voice: "en-gb", name: "English (Great Britain)", utterances: 2)
            ],
            generator: "narrate 0.1.0",
            encoder: "LAME 3.100, CBR 64 kbit/s, mono"
        )
    }

    static func chapter(_ index: Int, mp3: String = "rabbit-hole.mp3", inputs: String = "")
        -> ReleaseChapter
    {
        let master = Master(
            format: .release,
            frameCount: 66_150,
            measures: Master.Measures(
                integrated: -19.96,
                truePeak: -3.52,
                rms: -20.01,
                noiseFloor: -72.5
            ),
            starts: [4410, 44_100],
            findings: []
        )
        return ReleaseChapter(
            index: index,
            audio: [.mp3: Fixture.path(mp3)],
            master: master,
            utterances: 2,
            characters: 40,
            source: "text/ch\(index).xhtml",
            inputs: inputs,
            script: [
                utterance(1, "Down the rabbit hole.", pause: 0.4),
                utterance(2, "Œuvre <i> & so on.", pause: 0.1),
            ]
        )
    }

    private static func utterance(_ index: Int, _ text: String, pause: Double) -> Utterance {
        Utterance(
            index: index,
            role: .paragraph,
            text: text,
            source: "text/ch.xhtml",
            boundary: .paragraph,
            pauseAfter: pause
        )
    }
}

extension Sample {
    /// A chapter as it stands in a release.
    static func released(source: String, title: String = "Title") -> ReleasedChapter {
        ReleasedChapter(
            index: 1,
            number: 1,
            track: 1,
            title: title,
            file: ReleasedFile(file: "01 - \(title).mp3", bytes: 1, sha256: "", isNew: false),
            duration: 1,
            measures: chapter(2).master.measures,
            utterances: 1,
            characters: 1,
            source: source,
            companions: []
        )
    }
}
