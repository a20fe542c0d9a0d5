import Testing

@testable import NarratePublish

@Suite struct TrackTitlesTests {
    /// Titles with their parts, as `part/title`.
    @Test(arguments: [
        (["One", "Two"], ["One", "Two"]),
        (["Interlude", "Storm", "Interlude"], ["1. Interlude", "Storm", "3. Interlude"]),
        (["I/One", "I/Two", "II/One"], ["I: One", "Two", "II: One"]),
        (["I/One", "I/One"], ["1. I: One", "2. I: One"]),  // the part does not tell them apart
        (["Alice", "Storm"], ["1. Alice", "Storm"]),  // the book's own name
        (["ALICE ", "Storm"], ["1. ALICE", "Storm"]),
        (["Storm", "STORM"], ["1. Storm", "2. STORM"]),
        (["", " \n"], ["1", "2"]),
        (["A\u{0}B", "A  B\n"], ["1. A B", "2. A B"]),
        (["2. X", "X", "X"], ["1. 2. X", "2. 2. X", "3. X"]),  // spelled as a number would make it
    ])
    func `are unique and not the book's`(tracks: [String], expected: [String]) {
        let tracks = tracks.enumerated().map { position, text in
            let parts = text.split(separator: "/").map(String.init)
            return ReleaseTrack(
                index: position,
                title: parts.count > 1 ? parts[1] : text,
                partTitles: parts.count > 1 ? [parts[0]] : []
            )
        }
        let titles = TrackTitles(tracks: tracks, album: "Alice").titles
        #expect(titles == expected)
        #expect(Set(titles.map(TrackTitles.key)).count == titles.count)
    }
}
