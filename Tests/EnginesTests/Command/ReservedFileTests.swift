import Foundation
import NarrateModel
import SystemPackage
import Testing

@testable import NarrateEngines

@Suite struct ReservedFileTests {
    @Test(arguments: [(10, true), (4_096, true), (5_000, false)])
    func `holds what was written and says whether the room was enough`(
        written: Int,
        fits: Bool
    ) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try folder.emptyFile()
        let reserved = try ReservedFile(path: path, bytes: 4_096)
        #expect(try folder.size(of: path) == 4_096)
        let audio = (0..<written).map { UInt8($0 % 251) }
        try reserved.file.writeAll(audio)
        #expect(try reserved.finish() == fits)
        #expect([UInt8](try Data(contentsOf: URL(filePath: path))) == audio)
    }

    @Test func `says that there is no room before anything is written`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try folder.emptyFile()
        let error = try #require(throws: EngineError.self) {
            try ReservedFile(path: path, bytes: 1 << 60)
        }
        #expect(error.code == .storage)
    }

    @Test func `refuses a file that is not there`() throws {
        let error = try #require(throws: EngineError.self) {
            try ReservedFile(path: "/nowhere/at/all", bytes: 1)
        }
        #expect(error.code == .storage)
    }
}
