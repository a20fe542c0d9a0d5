import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct SpokenFileTests {
    /// Looks bytes through and hands over what the file holds after.
    private func settle(_ bytes: [UInt8], as kind: SpokenFile.Kind) async throws
        -> (seconds: Double?, bytes: [UInt8])
    {
        try await ScratchFolder.with { folder in
            let url = URL(filePath: "\(folder)/take")
            try Data(bytes).write(to: url)
            let file = try SpokenFile(path: url.path, kind: kind)
            return (file.seconds, Array(try Data(contentsOf: url)))
        }
    }

    private static let samples = [UInt8](repeating: 7, count: 48_000)

    private static func wav(says length: Int, samples: [UInt8] = samples) -> [UInt8] {
        let header = WaveHeader.bytes(sampleRate: 24_000, byteCount: samples.count)
        let field = (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
        return Array(header.dropLast(4)) + field + samples
    }

    @Test func `samples without a header get one`() async throws {
        let settled = try await settle(Self.samples, as: .pcm(sampleRate: 24_000))
        #expect(settled.seconds == 1)
        #expect(settled.bytes == Self.wav(says: 48_000))
    }

    @Test(arguments: [0, 0xFFFF_FFFF, 0x7FFF_FFFF])
    func `a streamed WAV file gets its true length`(length: Int) async throws {
        let settled = try await settle(Self.wav(says: length), as: .wav)
        #expect(settled.seconds == 1)
        #expect(settled.bytes == Self.wav(says: 48_000))
    }

    @Test func `a whole WAV file is left as it is`() async throws {
        let bytes = Self.wav(says: 48_000) + Array("LIST".utf8) + [0, 0, 0, 0]
        let settled = try await settle(bytes, as: .wav)
        #expect(settled.seconds == 1)
        #expect(settled.bytes == bytes)
    }

    @Test func `chunks before the samples are passed over`() async throws {
        let plain = Self.wav(says: 48_000)
        let list = Array("LIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0]  // odd length, padded
        let bytes = Array(plain[..<12]) + list + plain[12...]
        #expect(try await settle(bytes, as: .wav).seconds == 1)
    }

    @Test(arguments: [
        ([], SpokenFile.Kind.mp3, "empty"),
        (Array("{\"detail\":{}}".utf8), .mp3, "JSON"),
        (Array(" \n{\"detail\":{}}".utf8), .pcm(sampleRate: 24_000), "JSON"),
        (Array("<!DOCTYPE html><p>x".utf8), .wav, "web page"),
        (Array("<html>".utf8), .pcm(sampleRate: 24_000), "web page"),
        (Array("noise".utf8), .mp3, "no MP3 frame"),
        (Array("noise".utf8), .wav, "not a WAV file"),
        (wav(says: 48_002), .wav, "lacks 2 bytes"),
        (wav(says: 0, samples: []), .wav, "no samples"),
        ([1, 2, 3], .pcm(sampleRate: 24_000), "inside a sample"),
        (Array("fLaX".utf8), .flac, "not a whole FLAC file"),
    ])
    func `what is not whole audio was paid in vain`(
        bytes: [UInt8],
        kind: SpokenFile.Kind,
        expected: String
    ) async throws {
        let error = await #expect(throws: EngineError.self) { try await settle(bytes, as: kind) }
        #expect(error?.code == .brokenAnswer)
        #expect(error?.charge == .paid)
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
    }
}
