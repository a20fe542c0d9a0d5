import FlyingFox
import FlyingSocks
import Foundation
import NarrateTestSupport
import Synchronization
import Testing

@testable import ElevenLabsStandIn

@Suite(.enabled(if: DocsRepository.canRun, "run pipelines/install-dependencies.sh --tests first"))
struct DocsToAudioTests {
    private static let before =
        "Set the stones apart before the water is let in, and wait until the wheel has turned once."
    private static let after =
        "Set the stones apart before the water is let in, and wait until the wheel has turned twice."

    /// Changes one paragraph of one page.
    private func edit(_ repository: DocsRepository) async throws {
        let page = try #require(DocsRepository.pages["guide/install.md"])
        try repository.write(page.replacing(Self.before, with: Self.after), as: "guide/install.md")
        try await repository.commit("Turn it twice")
    }

    @Test func `a job records all pages once, and after an edit the edited utterance only`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let repository = try await DocsRepository(in: folder)
            let inputs = [
                "docs": "docs", "engine": "espeak", "publish": "\(folder)/site",
                "options": "--title 'The Mill'", "web-address": "https://example.org/mill",
            ]
            let first = try await repository.job("github", 1, inputs)
            #expect(first.result.code == 0, "\(first.result.error)")
            #expect(first.recorded.count == 7, "\(first.recorded)")
            #expect(first.summary.contains("**7 utterances** recorded"), "\(first.summary)")
            let site = "\(folder)/site"
            let before = try FileState.all(below: site, except: [])
            #expect(before.contains { $0.path == "player-guide-install.html" }, "\(before)")

            let same = try await repository.job("github", 2, inputs)
            #expect(same.recorded.isEmpty)
            #expect(same.summary.contains("Nothing to record: all 7 utterances"), "\(same.summary)")
            #expect(try FileState.all(below: site, except: []) == before)

            try await edit(repository)
            let third = try await repository.job("github", 3, inputs)
            #expect(third.result.code == 0, "\(third.result.error)")
            #expect(third.recorded == [Self.after])
            #expect(third.summary.contains("**1 utterance** recorded"), "\(third.summary)")
            #expect(third.summary.contains("https://example.org/mill/02%20-%20Install.mp3"))
            // The other pages are served as they were.
            let after = try FileState.all(below: site, except: [])
            for name in ["player-index.html", "player-guide-use.html", "01 - Start.mp3"] {
                let states = [before, after].map { $0.filter { $0.path == name } }
                #expect(states[0] == states[1] && states[0].count == 1, "\(name)")
            }
            let changed = [before, after].map { $0.filter { $0.path == "02 - Install.mp3" } }
            #expect(changed[0] != changed[1])

            // A page goes: the others are renumbered, and nothing of them is new.
            try await repository.remove("guide/install.md")
            let fourth = try await repository.job("github", 4, inputs)
            #expect(fourth.recorded.isEmpty)
            #expect(fourth.summary.contains("3 utterances of before are spoken no longer"))
            #expect(fourth.summary.contains("1 chapter more written again"), "\(fourth.summary)")
            #expect(!fourth.summary.contains("New audio"), "\(fourth.summary)")
        }
    }

    @Test func `on GitLab the paid engine is asked for the edited utterance and nothing else`()
        async throws
    {
        try await Service.with { service in
            let repository = try await DocsRepository(in: service.folder)
            let variables = try await gitlabVariables(in: service.folder)
            let first = try await repository.job(
                "gitlab",
                1,
                variables,
                environment: service.environment
            )
            #expect(first.result.code == 0, "\(first.result.error)")
            #expect(await service.spoken.count == 7)
            await service.forgetJournal()
            try await edit(repository)
            let second = try await repository.job(
                "gitlab",
                2,
                variables,
                environment: service.environment
            )
            #expect(second.result.code == 0, "\(second.result.error)")
            #expect(await service.spoken.map(\.text) == [Self.after])
            #expect(second.recorded == [Self.after])
            #expect(second.summary.contains("**1 utterance** recorded (91 characters, 91 credits)"))
            #expect(!second.summary.contains("**7 utterances** recorded"), "\(second.summary)")

            // A merge request from a fork: no key, nothing paid, and the same is foretold.
            await service.forgetJournal()
            try repository.write("# Use\n\nPour slowly, twice a day.\n", as: "guide/use.md")
            try await repository.commit("From a stranger")
            for (number, way) in [(3, "plan"), (4, "preview")] {
                let job = try await repository.job(
                    "gitlab",
                    number,
                    variables.merging(["NARRATE_WITHOUT_KEY": way]) { $1 },
                    environment: ["ELEVENLABS_BASE_URL": service.standIn.url]
                )
                #expect(job.result.code == 0, "\(job.result.error)")
                #expect(
                    job.summary.contains(
                        "With elevenlabs: **1 utterance** to record (25 characters), 6 kept"
                    ),
                    "\(job.summary)"
                )
                #expect(job.summary.contains("nothing was paid"))
                let preview = "\(job.workspace)/.narrate/preview/release"
                #expect(FileManager.default.fileExists(atPath: preview) == (way == "preview"))
            }
            #expect(await service.requests.isEmpty)
        }
    }

    @Test(arguments: ["github", "gitlab"])
    func `the report is one comment of the request, written again by the next job`(service: String)
        async throws
    {
        try await withTemporaryFolder { folder in
            let repository = try await DocsRepository(in: folder)
            let forge = try await Forge()
            let event = try SampleBook.write(
                "{\"pull_request\": {\"number\": 7}}",
                as: "event.json",
                in: folder
            )
            let environment =
                service == "github"
                ? [
                    "GITHUB_ACTIONS": "true", "GITHUB_TOKEN": "t0ken", "GITHUB_EVENT_PATH": event,
                    "GITHUB_API_URL": forge.url, "GITHUB_REPOSITORY": "a/b",
                ]
                : [
                    "GITLAB_CI": "true", "NARRATE_GITLAB_TOKEN": "t0ken", "CI_PROJECT_ID": "12",
                    "CI_API_V4_URL": forge.url, "CI_MERGE_REQUEST_IID": "7",
                ]
            var choices = ["docs": "docs", "engine": "espeak"]
            if service == "gitlab" {
                choices = try await gitlabVariables(in: folder)
                choices["NARRATE_DOCS_ENGINE"] = "espeak"
            }
            for number in 1...2 {
                try repository.write(
                    "# Use <b>\n\nSay @all [here](http://x) `\(number)` times.\n",
                    as: "guide/use.md"
                )
                try await repository.commit("Edit \(number)")
                let job = try await repository.job(
                    service,
                    number,
                    choices,
                    environment: environment
                )
                #expect(job.result.code == 0, "\(job.result.error)")
            }
            let requests = forge.requests
            let writes = requests.filter { !$0.line.hasPrefix("GET") }.map(\.line)
            #expect(
                writes
                    == (service == "github"
                        ? [
                            "POST /repos/a/b/issues/7/comments",
                            "PATCH /repos/a/b/issues/comments/41",
                        ]
                        : [
                            "POST /projects/12/merge_requests/7/notes",
                            "PUT /projects/12/merge_requests/7/notes/41",
                        ])
            )
            let body = try JSON(try #require(requests.last).body).body.string ?? ""
            #expect(body.contains("**1 utterance** recorded"), "\(body)")
            // Nobody is called, and nothing is linked, by what stands in a page.
            #expect(!body.contains("@all") && !body.contains("[here]"), "\(body)")
            #expect(!body.contains("t0ken"))
            await forge.stop()
        }
    }

    @Test func `what a run can't finish fails the job, and what it recorded is kept`() async throws
    {
        try await Service.with { service in
            let repository = try await DocsRepository(in: service.folder)
            let inputs = ["docs": "docs", "api-key": Service.key, "max-credits": "150"]
            let place = ["ELEVENLABS_BASE_URL": service.standIn.url]
            let first = try await repository.job("github", 1, inputs, environment: place)
            #expect(first.result.code == 75, "\(first.result.error)")
            #expect(first.summary.contains("narrate ended with 75"), "\(first.summary)")
            let paid = await service.spoken.count
            #expect(paid > 0 && paid < 7)
            let second = try await repository.job(
                "github",
                2,
                inputs.merging(["max-credits": "5000"]) { $1 },
                environment: place
            )
            #expect(second.result.code == 0, "\(second.result.error)")
            #expect(await service.spoken.count == 7)
            for job in [first, second] {
                #expect(!(job.result.output + job.result.error + job.summary).contains(Service.key))
            }
        }
    }

    @Test func `a take that had to be recorded again is in the report's costs`() async throws {
        try await Service.with({
            $0.faults.marked = [.init(text: "Set the stones", fault: .silence, times: 1)]
        }) { service in
            let repository = try await DocsRepository(in: service.folder)
            let job = try await repository.job(
                "github",
                1,
                ["docs": "docs", "api-key": Service.key],
                environment: ["ELEVENLABS_BASE_URL": service.standIn.url]
            )
            #expect(job.result.code == 0, "\(job.result.error)")
            #expect(await service.spoken.count == 8)
            let credits = await service.spoken.reduce(0) { $0 + $1.cost }
            #expect(credits > 314)
            #expect(
                job.summary.contains(
                    "**7 utterances** recorded (314 characters, \(credits) credits)"
                ),
                "\(job.summary)"
            )
            #expect(job.summary.contains("1 take failed the checks"), "\(job.summary)")
        }
    }

    /// A repository that holds these pipelines, and variables that lead to it.
    private func gitlabVariables(in folder: String) async throws -> [String: String] {
        let source = "\(folder)/narrate-source"
        try FileManager.default.createDirectory(
            atPath: source,
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
            atPath: packageFolder.appending(path: "pipelines").path,
            toPath: "\(source)/pipelines"
        )
        for arguments in [
            ["init", "-q", "-b", "main"], ["add", "-A"],
            ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "First"],
        ] {
            let result = try await runProgram("git", arguments, in: source)
            #expect(result.code == 0, "\(result.error)")
        }
        return ["NARRATE_REPOSITORY": "file://\(source)", "NARRATE_OPTIONS": "--title Mill"]
    }
}

/// What stands for GitHub's and GitLab's comments: keeps one.
private final class Forge: Sendable {
    struct Request: Sendable {
        var line: String
        var body: Data
    }

    private let server: HTTPServer
    private let task: Task<Void, Never>
    let url: String
    private let seen = Mutex<[Request]>([])

    var requests: [Request] { seen.withLock { $0 } }

    init() async throws {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0),
            timeout: 60,
            logger: .disabled
        )
        self.server = server
        task = Task { try? await server.run() }
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port)? = await server.listeningAddress else {
            throw CocoaError(.featureUnsupported)
        }
        url = "http://127.0.0.1:\(port)"
        await server.appendRoute("*") { [weak self] request in
            try await self?.answer(request) ?? HTTPResponse(statusCode: .notFound)
        }
    }

    private func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = try await request.bodyData
        let written = seen.withLock { seen in
            seen.append(Request(line: "\(request.method.rawValue) \(request.path)", body: body))
            return seen.last { !$0.line.hasPrefix("GET") }
        }
        guard request.method == .GET else {
            return HTTPResponse(statusCode: .ok, body: Data("{\"id\": 41}".utf8))
        }
        var comments: [[String: Any]] = [["id": 40, "body": "Nice!"]]
        if let text = try written.flatMap({ try JSON($0.body).body.string }) {
            comments.append(["id": 41, "body": text])
        }
        return HTTPResponse(
            statusCode: .ok,
            body: try JSONSerialization.data(withJSONObject: comments)
        )
    }

    func stop() async {
        await server.stop()
        task.cancel()
    }
}
