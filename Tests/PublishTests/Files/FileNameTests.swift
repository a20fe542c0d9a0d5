import Testing

@testable import NarratePublish

@Suite struct FileNameTests {
    @Test(arguments: [
        ("Down the Rabbit-Hole", "03 - Down the Rabbit-Hole.mp3"),
        ("Chapter 1: The Ghost", "03 - Chapter 1 - The Ghost.mp3"),
        ("AC/DC \\ Who? <What>|*", "03 - AC-DC - Who (What)-.mp3"),
        ("The “End”…", "03 - The “End”….mp3"),
        ("To be \"continued\"...", "03 - To be 'continued'.mp3"),  // Windows drops dots at the end
        ("..hidden", "03 - hidden.mp3"),
        ("two\nlines\u{7}\tand\u{0}bell", "03 - two lines and bell.mp3"),
        ("???", "03.mp3"),
        ("", "03.mp3"),
        ("第三章　黄昏", "03 - 第三章 黄昏.mp3"),
        ("a\u{202E}b\u{FEFF}c", "03 - abc.mp3"),  // direction marks make names lie
        ("👨‍👩‍👧 family", "03 - 👨‍👩‍👧 family.mp3"),  // joiners hold an emoji together
        ("CON", "03 - CON.mp3"),
    ])
    func `makes any title safe`(title: String, expected: String) {
        let name = FileName.track(number: 3, of: 12, title: title, fileExtension: "mp3")
        #expect(name == expected)
    }

    @Test(arguments: [(1, 9, "01"), (9, 99, "09"), (9, 100, "009"), (120, 1200, "0120")])
    func `pads numbers so that names sort as chapters do`(
        number: Int,
        count: Int,
        expected: String
    ) {
        let name = FileName.track(number: number, of: count, title: "", fileExtension: "mp3")
        #expect(name == expected + ".mp3")
    }

    @Test(arguments: [
        String(repeating: "x", count: 500),
        String(repeating: "long words ", count: 60),
        String(repeating: "й", count: 300),
        String(repeating: "👨‍👩‍👧‍👦", count: 60),
        String(repeating: "e\u{301}", count: 300),
    ])
    func `cuts long titles between graphemes`(title: String) {
        let name = FileName.track(number: 1, of: 1, title: title, fileExtension: "mp3")
        #expect(name.utf8.count <= 200)
        #expect(name.utf8.count > 150)
        let stem = name.dropFirst("01 - ".count).dropLast(".mp3".count)
        #expect(title.hasPrefix(stem))
    }

    @Test(arguments: [
        ("Alice’s Adventures in Wonderland", "Alice’s Adventures in Wonderland"),
        ("nul", "_nul"), ("Com1.txt", "_Com1.txt"), ("Comet", "Comet"),
        ("../../etc/passwd", "-..-etc-passwd"), ("...", "Untitled"), ("", "Untitled"),
        (".profile", "profile"), ("Vol. 2 ", "Vol. 2"),
    ])
    func `names a folder for a book`(title: String, expected: String) {
        #expect(FileName.folder(title: title) == expected)
    }
}
