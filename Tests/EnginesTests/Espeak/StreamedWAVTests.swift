import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

@Suite struct StreamedWAVTests {
    /// A header as espeak-ng writes it to a pipe: both sizes are placeholders.
    private func stream(of samples: Int, extra: [UInt8] = []) -> [UInt8] {
        func little(_ value: UInt32) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian) { Array($0) }
        }
        let format: [UInt8] = [1, 0, 1, 0] + little(22_050) + little(44_100) + [2, 0, 16, 0]
        return Array("RIFF".utf8) + little(0x7FFF_F024) + Array("WAVEfmt ".utf8) + little(16)
            + format + Array("data".utf8) + little(0x7FFF_F000)
            + [UInt8](repeating: 7, count: 2 * samples) + extra
    }

    private func repaired(_ bytes: [UInt8]) throws -> (Int, [UInt8]) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try folder.emptyFile()
        try Data(bytes).write(to: URL(filePath: path))
        return (
            try StreamedWAV.repairSizes(of: path),
            [UInt8](try Data(contentsOf: URL(filePath: path)))
        )
    }

    @Test func `writes the sizes and touches nothing else`() throws {
        let given = stream(of: 100)
        let (data, bytes) = try repaired(given)
        #expect(data == 200)
        #expect(bytes[4..<8] == [236, 0, 0, 0])
        #expect(bytes[40..<44] == [200, 0, 0, 0])
        #expect(bytes[8..<40] == given[8..<40])
        #expect(bytes[44...] == given[44...])
    }

    @Test func `does not count half a sample at the end`() throws {
        #expect(try repaired(stream(of: 10, extra: [1])).0 == 20)
    }

    @Test(arguments: [[], Array("RIFF".utf8), [UInt8](repeating: 0, count: 100)])
    func `refuses what is no WAV file`(bytes: [UInt8]) throws {
        let error = try #require(throws: EngineError.self) { try repaired(bytes) }
        #expect(error.code == .brokenAnswer)
    }
}
