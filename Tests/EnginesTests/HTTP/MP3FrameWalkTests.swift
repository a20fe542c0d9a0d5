import Foundation
import Testing

@testable import ElevenLabsStandIn
@testable import NarrateEngines

@Suite struct MP3FrameWalkTests {
    private func walk(_ bytes: Data) throws -> MP3FrameWalk { try MP3FrameWalk(bytes.bytes) }

    private func speech(_ format: String = "mp3_44100_128", info: Bool = true) throws -> Data {
        let model = try #require(CatalogModel.all.first)
        let voice = try #require(CatalogVoice.all.first)
        let format = try #require(OutputFormat(format, isStreamed: false))
        let text = "It was the best of times."
        let order = SpeechOrder(
            voice: voice,
            model: model,
            text: text,
            spoken: text,
            format: format
        )
        return try ToneVoice().audio(for: order, withInfoFrame: info).bytes
    }

    @Test(arguments: [
        ("mp3_44100_128", 44_100, 128), ("mp3_44100_192", 44_100, 192),
        ("mp3_44100_32", 44_100, 32), ("mp3_22050_32", 22_050, 32), ("mp3_24000_48", 24_000, 48),
    ])
    func `walks to the end of a whole file`(format: String, rate: Int, bitRate: Int) throws {
        let walk = try walk(speech(format))
        #expect(walk.sampleRate == rate)
        #expect(walk.bitRates == [bitRate])
        #expect(walk.promisedFrames == walk.frameCount)
        #expect((1.4...2.2).contains(walk.seconds))
    }

    @Test func `files of other years lack the Info frame`() throws {
        let plain = try walk(speech(info: false))
        let informed = try walk(speech())
        #expect(plain.promisedFrames == nil)
        #expect(plain.frameCount == informed.frameCount)
    }

    @Test func `a tag is skipped by its size`() throws {
        let bytes = try speech()
        #expect(try walk(MP3Shape.largeTag() + bytes.dropFirst(45)) == walk(bytes))
    }

    @Test(arguments: [
        Data("TAG".utf8) + Data(count: 125), Data("APETAGEX".utf8) + Data(count: 100),
    ])
    func `tags at the end are none of the audio`(tag: Data) throws {
        let bytes = try speech(info: false)
        #expect(try walk(bytes + tag) == walk(bytes))
    }

    @Test func `nothing that follows a file proven whole makes it less whole`() throws {
        let bytes = try speech()
        #expect(try walk(bytes + Data("something new".utf8)) == walk(bytes))
    }

    @Test(arguments: 1...5)
    func `a missing byte at the end is seen`(missing: Int) throws {
        let bytes = try speech().dropLast(missing)
        #expect(throws: MP3FrameWalk.Fault.cutShort(missing: missing)) { try walk(Data(bytes)) }
    }

    @Test func `whole frames that are missing are seen by the Info frame`() throws {
        let bytes = try speech()
        let count = try walk(bytes).frameCount
        // The last frame is silence, which is never padded: 417 bytes.
        #expect(throws: MP3FrameWalk.Fault.framesMissing(found: count - 1, promised: count)) {
            try walk(Data(bytes.dropLast(417)))
        }
    }

    @Test func `garbage after the last frame is seen where nothing proves the file whole`() throws {
        let bytes = try speech(info: false) + Data("{\"error\":true}".utf8)
        #expect(throws: MP3FrameWalk.Fault.self) { try walk(bytes) }
    }

    @Test(arguments: ["", "ID3", "not audio at all", "{\"a\":1}"])
    func `what is no MP3 has no frames`(text: String) {
        #expect(throws: MP3FrameWalk.Fault.self) { try walk(Data(text.utf8)) }
    }

    @Test func `no bytes of any length trap it`() throws {
        var random = SplitMix(seed: 7)
        let whole = try speech()
        for _ in 0..<300 {
            var bytes = whole.prefix(Int(random.next() % 3000))
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 255)
            }
            _ = try? walk(Data(bytes))
        }
    }
}
