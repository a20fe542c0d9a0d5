import Foundation
import NarrateTestSupport
import Testing

@Suite(.enabled(if: DocsRepository.canRun, "run pipelines/install-dependencies.sh --tests first"))
struct DefinitionTests {
    private let judges = packageFolder.appending(path: ".build/judges/bin").path
    private let pipelines = packageFolder.appending(path: "pipelines").path

    // The schemas are those that editors use, as check-jsonschema brings them.
    @Test(arguments: [
        ("github-actions", "github/action.yml"), ("github-workflows", "github/docs.yml"),
        ("gitlab-ci", "gitlab/docs.gitlab-ci.yml"),
    ])
    func `definitions are as their services want them`(schema: String, file: String) async throws {
        let checked = try await runProgram(
            "\(judges)/check-jsonschema",
            ["--builtin-schema", "vendor.\(schema)", "\(pipelines)/\(file)"]
        )
        #expect(checked.code == 0, "\(checked.output)\(checked.error)")
        let rules = """
            {extends: default, rules: {line-length: {max: 120}, document-start: disable,
            truthy: {check-keys: false}, comments: disable}}
            """
        let linted = try await runProgram(
            "\(judges)/yamllint",
            ["--strict", "-d", rules, "\(pipelines)/\(file)"]
        )
        #expect(linted.code == 0, "\(linted.output)")
    }

    @Test func `the example gives the action inputs that it has`() throws {
        let action = try String(contentsOfFile: "\(pipelines)/github/action.yml", encoding: .utf8)
        let example = try String(contentsOfFile: "\(pipelines)/github/docs.yml", encoding: .utf8)
        let inputs = try #require(example.components(separatedBy: "with:\n").last)
        let names = inputs.split(separator: "\n").filter { $0.hasPrefix("          ") }
            .compactMap { line in line.firstMatch(of: /^ {10}([a-z-]+):/).map { String($0.1) } }
        #expect(names.contains("docs") && names.contains("publish"), "\(names)")
        for name in names { #expect(action.contains("\n  \(name):\n"), "\(name)") }
    }
}
