import NarrateModel
import Testing

@testable import NarrateIngest

@Suite struct ZipArchiveTests {
    private func archive(_ build: (inout ZipWriter) -> Void) -> [UInt8] {
        var writer = ZipWriter()
        build(&writer)
        return writer.finished()
    }

    @Test func `reads entries by name, whatever their case, accents and separators`() throws {
        let bytes = archive { $0.add("OPS\\Cafe\u{301}.xhtml", [1, 2, 3]) }
        let zip = try ZipArchive(bytes, named: "a")
        let found = zip.entry(named: "ops/caf\u{E9}.XHTML")
        let entry = try #require(found)
        let content = try zip.bytes(of: entry)
        #expect(content == [1, 2, 3])
    }

    @Test func `refuses a damaged entry by its name`() throws {
        let bytes = archive { $0.add("a.xhtml", [1, 2, 3], checksum: 7) }
        let zip = try ZipArchive(bytes, named: "a")
        let found = zip.entry(named: "a.xhtml")
        let entry = try #require(found)
        var message = ""
        do { _ = try zip.bytes(of: entry) } catch { message = error.message }
        #expect(message.contains("'a.xhtml' is damaged"))
    }

    @Test func `refuses a stated size over the limit`() throws {
        let bytes = archive { $0.add("a.xhtml", [1], declaredBytes: 3_000_000_000) }
        let zip = try ZipArchive(bytes, named: "a")
        let found = zip.entry(named: "a.xhtml")
        let entry = try #require(found)
        var message = ""
        do { _ = try zip.bytes(of: entry) } catch { message = error.message }
        #expect(message.contains("too large"))
    }

    @Test func `passes over links and folders and notes duplicates`() throws {
        let bytes = archive {
            $0.add("folder/", [])
            $0.add("link", Array("/etc/passwd".utf8), mode: 0o120777)
            $0.add("twice", [1])
            $0.add("twice", [2])
        }
        let zip = try ZipArchive(bytes, named: "a")
        let names = zip.names
        let duplicates = zip.duplicateNames
        #expect(names == ["twice", "twice"])
        #expect(duplicates == ["twice"])
        let found = zip.entry(named: "twice")
        let entry = try #require(found)
        let content = try zip.bytes(of: entry)
        #expect(content == [1])
    }

    @Test func `refuses what is no archive, and locked entries`() throws {
        for bytes in [[], [0x50, 0x4B, 3, 4], Array("no archive".utf8)] as [[UInt8]] {
            var isRefused = false
            do { _ = try ZipArchive(bytes, named: "a").names } catch {
                isRefused = error.code == .invalid
            }
            #expect(isRefused)
        }
        let locked = archive { $0.add("a.xhtml", Array(repeating: 0, count: 20), flags: 0x801) }
        var message = ""
        do { _ = try ZipArchive(locked, named: "a").names } catch { message = error.message }
        #expect(message.contains("encrypted"))
    }
}
