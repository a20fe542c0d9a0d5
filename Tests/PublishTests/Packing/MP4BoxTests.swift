import Testing

@testable import NarratePublish

@Suite struct MP4BoxTests {
    /// An index with two places of audio and a list of tags.
    private var index: MP4Box {
        var places = MP4Box("stco", [0, 0, 0, 0] + MP4Box.bigEndian(2, 4))
        places.bytes += MP4Box.bigEndian(48, 4) + MP4Box.bigEndian(4096, 4)
        var index = MP4Box("moov", [])
        index[["trak", "mdia", "minf", "stbl", "stco"]] = places
        index[["udta", "meta"]].bytes = [0, 0, 0, 0]
        index[["udta", "meta", "ilst"]].bytes = MP4Tag.text("©nam", "Alice").box.encoded
        return index
    }

    @Test func `what was read is written as it was`() throws {
        let bytes = index.encoded
        let read = try #require(MP4Box(type: "moov", content: bytes.dropFirst(8)))
        #expect(read.encoded == bytes)
        #expect(read.chunkCount == 2)
        #expect(read[["udta", "meta", "ilst"]].bytes.count == 29)
    }

    @Test(arguments: [(false, "stco", 24), (true, "co64", 32)])
    func `places of audio move, in 64 bits where 32 are not enough`(
        isWide: Bool,
        type: String,
        count: Int
    ) throws {
        var moved = index
        moved.moveChunks(isWide: isWide) { $0 + 1000 }
        let table = moved[["trak", "mdia", "minf", "stbl"]].children[0]
        #expect(table.type == type)
        #expect(table.byteCount == count)
        let width = isWide ? 8 : 4
        #expect(MP4Box.number(table.bytes.dropFirst(8).prefix(width)) == 1048)
        #expect(MP4Box.number(table.bytes.suffix(width)) == 5096)
    }

    @Test(
        arguments: [
            [0, 0, 0, 4, 0x75, 0x64, 0x74, 0x61], [0, 0, 0, 9, 0x75, 0x64, 0x74, 0x61],
            [0, 0, 0, 12, 0x75, 0x64, 0x74, 0x61, 1, 2, 3, 4],
        ] as [[UInt8]]
    )
    func `sizes that do not add up are no index`(bytes: [UInt8]) {
        #expect(MP4Box(type: "moov", content: bytes[...]) == nil)
    }
}
