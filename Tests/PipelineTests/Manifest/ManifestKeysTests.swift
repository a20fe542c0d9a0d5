import Foundation
import NarrateModel
import Testing

@testable import NarratePipeline

@Suite struct ManifestKeysTests {
    /// A key by its path, with a value that it takes.
    private struct Leaf {
        var path: [String]
        var holds: ManifestValue

        var name: String { path.joined(separator: ".") }

        /// A manifest with nothing but this.
        func manifest(_ value: String) -> String {
            path.reversed().reduce(value) { "{\"\($1)\": \($0)}" }
        }
    }

    private static func leaves(of keys: [ManifestKey], below path: [String] = []) -> [Leaf] {
        keys.flatMap { key -> [Leaf] in
            let inner = path + [key.name]
            return switch key.holds {
            case .section(let keys): leaves(of: keys, below: inner)
            case .either(let values):
                values.flatMap { value -> [Leaf] in
                    if case .section(let keys) = value { return leaves(of: keys, below: inner) }
                    return [Leaf(path: inner, holds: value)]
                }
            default: [Leaf(path: inner, holds: key.holds)]
            }
        }
    }

    /// Values of a kind that are taken.
    private static func good(_ value: ManifestValue, at path: [String]) -> [String] {
        switch value {
        case .text where path.last == "tagVersion": ["\"2.4\""]
        case .text, .texts, .path, .paths: ["\"x\""]
        case .boolean: ["true", "false"]
        case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .oneInteger(let known): known.map(String.init)
        case .number(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .word(let words), .switching(let words): words.map { "\"\($0)\"" }
        case .words(let words): words.map { "[\"\($0)\"]" }
        case .form where path.last == "link": ["\"1h\""]
        case .form: path.last == "include" ? ["\"1-3,7\""] : ["\"https://example.org/x\""]
        case .named: path.last == "titles" || path.last == "chapters" ? ["{3: x}"] : ["{x: y}"]
        case .section, .either, .projects: []
        }
    }

    /// Values of a kind that are refused.
    private static func bad(_ value: ManifestValue) -> [String] {
        switch value {
        case .text, .path: ["[a]", "{a: b}"]
        case .texts, .paths: ["{a: b}", "[[a]]"]
        case .boolean: ["3", "maybe", "[true]"]
        case .integer(let range):
            ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "x", "1.5"]
        case .oneInteger: ["1", "x"]
        case .number(let range): ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "x", "[1]"]
        case .word: ["nonsense", "[a]"]
        case .switching: ["nonsense", "[a]"]
        case .words: ["nonsense", "[nonsense]", "{a: b}"]
        case .form: ["x", "[1]"]
        case .named: ["x", "[x]"]
        case .section, .either, .projects: []
        }
    }

    private func read(_ text: String) throws -> Manifest {
        try ManifestReader().manifest(text, file: "narrate.yaml", folder: "/books")
    }

    @Test func `the reader reads every key there is, in all that it may hold`() throws {
        let leaves = Self.leaves(of: ManifestKeys.project)
        #expect(leaves.count > 70)
        let nothing = try read("{}")
        for leaf in leaves {
            for value in Self.good(leaf.holds, at: leaf.path) {
                let manifest = leaf.manifest(value)
                let read = try self.read(manifest)
                #expect(read != nothing, "nobody reads \(manifest)")
            }
        }
    }

    @Test func `what a key can't hold is refused with its place`() {
        for leaf in Self.leaves(of: ManifestKeys.project) {
            for value in Self.bad(leaf.holds) {
                let manifest = leaf.manifest(value)
                let error = #expect(throws: SourceError.self, "\(manifest)") { try read(manifest) }
                #expect(error?.message.hasPrefix("narrate.yaml:1:") == true, "\(manifest)")
            }
        }
    }

    @Test func `no key is read that nobody may write`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Pipeline/Manifest").standardized
        var read: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name != "ManifestSchema.swift" {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let calls = /\.(?:string|integer|number|boolean|strings|word|section|template)\("(\w+)"/
            read.formUnion(text.matches(of: calls).map { String($0.1) })
        }
        #expect(read.count > 50)
        func names(_ keys: [ManifestKey]) -> [String] {
            keys.flatMap { [$0.name] + names($0.holds.keys) }
        }
        #expect(read.subtracting(names(ManifestKeys.batch)).isEmpty)
    }

    @Test func `every key stands in one table of the README`() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../README.md").standardized
        let text = try String(contentsOf: readme, encoding: .utf8)
        let start = try #require(text.range(of: "## Manifests"))
        let end = try #require(text.range(of: "**At the end**"))
        let words = text[start.upperBound..<end.lowerBound].matches(of: /`([\w.]+)`/)
        let named = Set(words.map { $0.1.split(separator: ".").last.map(String.init) ?? "" })
        for leaf in Self.leaves(of: ManifestKeys.batch)
        where leaf.path.first != "script"
            || leaf.path.count == 2
        {
            #expect(named.contains(leaf.path.last ?? ""), "\(leaf.name)")
        }
    }

    @Test(arguments: [
        (
            "source: a\nengine: elevenlab", "2:9: 'engine' is 'elevenlab'",
            "did you mean 'elevenlabs'?"
        ),
        ("source: a\nvioce: x", "2:1: unknown key 'vioce'", "did you mean 'voice'?"),
        ("source: a\nformats: [mp3, m4x]", "2:16: 'formats' is 'm4x'", nil),
        (
            "source: a\nprofile: {bas: acx}", "2:11: unknown key 'bas' in 'profile'",
            "did you mean 'base'?"
        ),
        (
            "script:\n\tcode: skip", "2:1: not valid YAML",
            "the line begins with a tab; YAML indents with spaces"
        ),
        ("title: x\ntitle: y", "1:1: the key 'title' is there twice", nil),
    ])
    func `says where and what is near`(text: String, place: String, hint: String?) {
        let error = #expect(throws: SourceError.self) { try read(text) }
        #expect(
            error?.message.hasPrefix("narrate.yaml:" + place) == true,
            "\(error?.message ?? "")"
        )
        #expect(error?.hint == hint)
    }

    @Test(.timeLimit(.minutes(1)))
    func `refuses what unfolds without end, in values and in keys`() {
        func bomb(_ width: Int, _ depth: Int) -> String {
            var text = "a0: &a0 [x]\n"
            for level in 1...depth {
                let aliases = Array(repeating: "*a\(level - 1)", count: width)
                text += "a\(level): &a\(level) [\(aliases.joined(separator: ", "))]\n"
            }
            return text
        }
        let texts = [
            bomb(9, 9), bomb(2, 40) + "? *a40\n: x\n", bomb(2, 40) + "*a40 : x\n",
            bomb(2, 40) + "{[*a40]: x}\n", "source: " + String(repeating: "[", count: 9000),
            "source: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
        ]
        for text in texts {
            let error = #expect(throws: SourceError.self) { try read(text) }
            #expect(error?.code == .invalid)
            #expect((error?.description.count ?? 999) < 200)
        }
    }

    @Test func `takes values from the environment, but no secrets`() throws {
        let reader = ManifestReader { ["BOOK": "war.epub", "N": "7"][$0] }
        func read(_ text: String) throws -> Manifest {
            try reader.manifest(text, file: "narrate.yaml", folder: "/books")
        }
        let manifest = try read(
            "source: ${BOOK}\nconcurrency: '${N}'\ntitle: $${N} of ${BOOK}\nauthors: ['${N}', b]"
        )
        #expect(manifest.sources == ["/books/war.epub"])
        #expect(manifest.choices.concurrency == 7)
        #expect(manifest.choices.title == "${N} of war.epub")
        #expect(manifest.choices.authors == ["7", "b"])
        for (text, message) in [
            ("voice: ${GONE}", "1:8: the environment variable 'GONE' is not set"),
            ("voice: ${ELEVENLABS_API_KEY}", "looks like a secret"),
            ("voice: ${my_token}", "looks like a secret"),
            ("voice: ${", "'${' without '}'"),
            ("voice: ${a b}", "names no environment variable"),
        ] {
            let error = #expect(throws: SourceError.self) { try read(text) }
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
    }
}

extension ManifestValue {
    /// The keys inside of it.
    fileprivate var keys: [ManifestKey] {
        switch self {
        case .section(let keys): keys
        case .either(let values): values.flatMap(\.keys)
        default: []
        }
    }
}
