import NarrateModel
import Testing

@testable import NarrateAudio

@Suite struct AudioReaderTests {
    @Test(arguments: [
        ("", AudioError.Code.notAudio),
        (#"{"detail":{"status":"quota_exceeded"}}"#, .notAudio),
        ("<!DOCTYPE html><html><body>Bad gateway</body></html>", .notAudio),
        ("fLaC\0\0\0\u{22}0123456789", .corrupt),
        ("OggS\0\u{2}\0\0\0\0\0\0\0\0", .unsupported),
        ("RIFF\u{10}\0\0\0WAVE", .corrupt),
        ("RIFF\u{10}\0\0\0WAVEdata\u{2}\0\0\0ab", .corrupt),
        ("ID3\u{3}\0\0\0\0\u{7F}\u{7F}", .corrupt),
    ])
    func `says what is wrong with what is no audio`(text: String, code: AudioError.Code) throws {
        let scratch = try Scratch()
        let path = try scratch.file("take.mp3", Array(text.utf8))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == code)
        #expect(error?.message.contains(path) == true)
    }

    @Test func `shows how an error page begins`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("take.mp3", Array(#"{"detail":"no"}"#.utf8))
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.message == "'\(path)' is not audio: it begins with '{\"detail\":\"n'")
    }

    @Test func `a missing file is unreadable`() throws {
        let scratch = try Scratch()
        let path = scratch.path("none.wav")
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == .unreadable)
    }

    @Test func `a folder is unreadable`() throws {
        let scratch = try Scratch()
        let path = scratch.path(".")
        let error = #expect(throws: AudioError.self) { try decodeAudio(at: path) }
        #expect(error?.code == .unreadable)
    }

    @Test(arguments: 0..<200)
    func `survives random bytes`(seed: Int) throws {
        let scratch = try Scratch()
        var noise = SplitMix(seed: UInt64(seed))
        let openings: [[UInt8]] = [
            [], [0xFF, 0xFB, 0x90, 0xC4], Array("RIFF\0\0\0\0WAVEfmt ".utf8),
            Array("ID3\u{4}\0\0\0\0\u{1}\0".utf8),
            WAVBytes.file([], channels: 1 + seed % 3), FLACBytes.header,
        ]
        let length = Int(noise.next() % 6000)
        let body = (0..<length).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
        let path = try scratch.file("noise", openings[seed % openings.count] + body)
        do {
            let buffer = try decodeAudio(at: path)
            #expect(buffer.samples.allSatisfy { $0.isFinite })
        } catch {
            #expect(!error.message.isEmpty)
        }
    }
}

/// A small generator with a seed, so that a failing case can be run again.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
