import Foundation
import NarrateTestSupport
import Testing

/// A repository of documents, and the jobs that CI runs on clean clones of it.
struct DocsRepository {
    let folder: String

    private static let judges = packageFolder.appending(path: ".build/judges/bin").path
    private static let python = "\(judges)/python"

    /// Whether what stands for the CI services is installed.
    static let canRun = FileManager.default.isExecutableFile(atPath: "\(judges)/check-jsonschema")

    static let pages = [
        "index.md": "# Start\n\nWelcome to these pages, which tell how the mill is run.\n",
        "guide/install.md": """
        # Install

        Set the stones apart before the water is let in, and wait until the wheel has turned once.

        Then let the miller listen, who knows by the sound of it whether the grain is dry enough.

        """,
        "guide/use.md": "# Use\n\nPour slowly; what falls beside the hopper belongs to the mice.\n",
    ]

    init(in folder: String) async throws {
        self.folder = folder
        try await git("init", "-q", "-b", "main", "origin", in: folder)
        for (name, text) in Self.pages { try write(text, as: name) }
        try await commit("First")
    }

    /// Changes a page.
    func write(_ text: String, as name: String) throws {
        let path = URL(filePath: "\(folder)/origin/docs/\(name)")
        try FileManager.default.createDirectory(
            at: path.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: path)
    }

    /// Removes a page.
    func remove(_ name: String) async throws {
        try FileManager.default.removeItem(atPath: "\(folder)/origin/docs/\(name)")
        try await commit("Remove \(name)")
    }

    func commit(_ message: String) async throws {
        let origin = "\(folder)/origin"
        try await git("add", "-A", in: origin)
        try await git(
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "commit",
            "-qm",
            message,
            in: origin
        )
    }

    /// What a job left behind.
    struct Job {
        var result: ProgramResult
        /// Its workspace, a clean clone of the repository.
        var workspace: String
        /// What it recorded, by its own account.
        var recorded: [String]
        var summary: String
    }

    /// Runs a job on a clean clone; the cache is that of the service.
    func job(
        _ service: String,
        _ number: Int,
        _ choices: [String: String],
        environment: [String: String] = [:]
    ) async throws -> Job {
        let workspace = "\(folder)/\(service)-\(number)"
        let cache = "\(folder)/cache-\(service)"
        let home = "\(folder)/home-\(service)-\(number)"
        for path in [cache, home] {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        }
        try await git("clone", "-q", "\(folder)/origin", workspace, in: folder)
        let files = ["github": "github/action.yml", "gitlab": "gitlab/docs.gitlab-ci.yml"]
        let pipelines = packageFolder.appending(path: "pipelines").path
        let summary = "\(folder)/summary-\(service)-\(number).md"
        let result = try await runProgram(
            Self.python,
            [
                packageFolder.appending(path: "Tests/EndToEnd/Docs/ci.py").path, service,
                "\(pipelines)/\(files[service] ?? "")", workspace, cache,
            ] + choices.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
            in: workspace,
            environment: [
                "NARRATE_BINARY": Narrate.path, "HOME": home, "GITHUB_STEP_SUMMARY": summary,
                "GITHUB_ACTIONS": "", "GITLAB_CI": "",
            ].merging(environment) { $1 }
        )
        let own = "\(workspace)/.narrate/summary.md"
        let text = try? String(contentsOfFile: service == "github" ? summary : own, encoding: .utf8)
        return Job(
            result: result,
            workspace: workspace,
            recorded: try Self.recorded(in: "\(workspace)/.narrate"),
            summary: text ?? ""
        )
    }

    private static func recorded(in state: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: "\(state)/recorded.json") else {
            return []
        }
        return try JSON(data).list.compactMap(\.text.string)
    }

    private func git(_ arguments: String..., in folder: String) async throws {
        let result = try await runProgram("git", arguments, in: folder)
        #expect(result.code == 0, "\(result.error)")
    }
}
