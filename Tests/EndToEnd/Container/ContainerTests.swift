import Foundation
import NarrateTestSupport
import Testing

@Suite struct ContainerTests {
    private static let isBookworm =
        (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8))?
        .contains("VERSION_CODENAME=bookworm") ?? false

    /// The instructions, continued lines joined.
    private func instructions() throws -> [(word: String, rest: String)] {
        let path = packageFolder.appending(path: "pipelines/container/Dockerfile").path
        return try String(contentsOfFile: path, encoding: .utf8)
            .replacing("\\\n", with: " ")
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                let word = String(line.prefix { $0 != " " })
                return (word, line.dropFirst(word.count).trimmingCharacters(in: .whitespaces))
            }
    }

    /// Packages that the last stage installs.
    private func packages() throws -> [String] {
        let run = try #require(try instructions().last { $0.word == "RUN" })
        let words = run.rest.split(separator: " ").map(String.init)
        let start = try #require(words.firstIndex(of: "--no-install-recommends")) + 1
        let end = try #require(words[start...].firstIndex(of: "&&"))
        return words[start..<end].filter { !$0.hasPrefix("$") }
    }

    @Test func `every file the image is made from exists and reaches the build`() throws {
        let ignored = try String(
            contentsOfFile: packageFolder.appending(
                path: "pipelines/container/Dockerfile.dockerignore"
            ).path,
            encoding: .utf8
        ).split(separator: "\n").map(String.init)
        #expect(ignored.first == "*")
        let copies = try instructions().filter { $0.word == "COPY" && !$0.rest.hasPrefix("--from") }
        #expect(copies.count >= 4)
        for copy in copies {
            let source = try #require(copy.rest.split(separator: " ").first.map(String.init))
            let path = packageFolder.appending(path: source).path
            #expect(FileManager.default.fileExists(atPath: path), "\(source)")
            #expect(ignored.contains("!\(source)"), "\(source)")
        }
    }

    @Test func `it does not run as root, and starts narrate`() throws {
        let instructions = try instructions()
        #expect(instructions.last { $0.word == "USER" }?.rest == "narrate")
        #expect(instructions.last { $0.word == "ENTRYPOINT" }?.rest == "[\"narrate\"]")
        #expect(instructions.last { $0.word == "FROM" }?.rest == "debian:bookworm-slim")
    }

    @Test(.enabled(if: isBookworm, "the image is Debian 12's, and this is another system"))
    func `every package exists, and together they have every library and program narrate needs`()
        async throws
    {
        let packages = try packages()
        #expect(packages.count > 10)
        for package in packages {
            let known = try await runProgram("apt-cache", ["show", package])
            #expect(known.code == 0, "\(package)")
        }
        let closure = try await runProgram(
            "apt-cache",
            [
                "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts",
                "--no-breaks", "--no-replaces", "--no-enhances",
            ] + packages
        )
        let all = Set(
            closure.output.split(separator: "\n").filter { $0.first?.isLetter ?? false }
                .map { String($0.prefix { $0 != ":" }) }
        )
        let linked = try await runProgram("ldd", [Narrate.path])
        let libraries = linked.output.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: " ")
            guard parts.count > 2, parts[1] == "=>" else { return nil }
            return String(parts[2])
        }
        #expect(libraries.count > 10)
        // Swift's own are linked into the image's binary.
        for library in libraries where !library.contains("/swift/") {
            let real = URL(filePath: library).resolvingSymlinksInPath().path
            let merged = real.hasPrefix("/usr/") ? String(real.dropFirst(4)) : real
            let owners = try await runProgram("dpkg-query", ["-S", real, merged])
            let owner = String(owners.output.prefix { $0 != ":" })
            #expect(all.contains(owner), "\(library) is in '\(owner)'")
        }
        #expect(all.isSuperset(of: ["espeak-ng", "ca-certificates", "libpocketsphinx3"]))
    }
}
