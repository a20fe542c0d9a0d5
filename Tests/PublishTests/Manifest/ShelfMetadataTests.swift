import NarrateModel
import Testing

@testable import NarratePublish

@Suite struct ShelfMetadataTests {
    private func chapter(_ number: Int) -> ReleasedChapter {
        ReleasedChapter(
            index: number,
            number: number,
            track: number,
            title: "Chapter \(number)",
            file: ReleasedFile(file: "0\(number).mp3", bytes: 1, sha256: "", isNew: true),
            duration: 60.5,
            measures: Master.Measures(integrated: nil, truePeak: 0, rms: 0, noiseFloor: 0),
            utterances: 1,
            characters: 1,
            source: "",
            companions: []
        )
    }

    @Test func `has what audiobookshelf reads`() throws {
        let json = ShelfMetadata(
            description: Sample.description(),
            chapters: [chapter(1), chapter(2)]
        ).json
        let read = try Tool.python(
            """
            import json, sys
            m = json.loads(sys.argv[1])
            print(m['title'], m['authors'], m['narrators'], m['series'], m['publishedYear'],
                m['isbn'], m['language'], m['chapters'][1])
            """,
            String(decoding: json.document, as: UTF8.self)
        )
        #expect(
            read == """
                Alice’s Adventures ['Lewis Carroll'] ['English (Great Britain)'] ['Alice #1'] \
                1865 978-0-00-000000-2 en-GB \
                {'id': 1, 'start': 60.5, 'end': 121, 'title': 'Chapter 2'}

                """
        )
    }

    @Test func `the playlist names every file in order`() {
        let list = Playlist(title: "Alice", chapters: [chapter(1), chapter(2)])
        #expect(
            String(decoding: list.document, as: UTF8.self) == """
                #EXTM3U
                #PLAYLIST:Alice
                #EXTINF:61,Chapter 1
                01.mp3
                #EXTINF:61,Chapter 2
                02.mp3

                """
        )
    }
}
