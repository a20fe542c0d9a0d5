import ArgumentParser
import FoundationEssentials
import NarrateCheck
import NarrateModel
import NarratePipeline

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `narrate doctor`: whether this machine can narrate, or whether a project is whole.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check versions, engines, key and disk; or a project's ledger and takes."
    )

    @Argument(
        help: "A project folder: every take and the ledger are verified.",
        completion: .directory
    )
    var project: String?

    @Flag(help: "Heal what is wrong with the project.")
    var repair = false

    @Flag(help: "Print JSON for machines.")
    var json = false

    func validate() throws {
        guard repair, project == nil else { return }
        throw ValidationError("--repair needs a project folder")
    }

    func run() async throws {
        if let project { return try await examine(project) }
        let settings = Settings()
        var checks = [DoctorCheck(name: "narrate", isWell: true, message: Version.current)]
        for name in EngineCatalog.names where settings.engines.isSetUp(name) {
            checks.append(await check(name, engines: settings.engines))
        }
        checks.append(words)
        checks.append(disk(settings.currentFolder))
        if json {
            Console.output(JSONText.document(DoctorDocument(checks: checks)))
        } else {
            let rows = checks.map { [$0.isWell ? "ok" : "no", $0.name, $0.message] }
            Console.output(TextTable(["", "what", "found"], rows).text)
        }
        if checks.contains(where: { !$0.isWell }) { throw ExitCode(69) }
    }

    private func examine(_ project: String) async throws {
        let examination = try await ProjectExamination(of: project, repairing: repair)
        let document = ExaminationDocument(project: project, examination)
        Console.output(json ? JSONText.document(document) : document.summary)
        if examination.isAlarming { throw ExitCode(65) }
    }

    private func check(_ name: String, engines: EngineCatalog) async -> DoctorCheck {
        do {
            let voices = try await engines.engine(named: name).voices()
            return DoctorCheck(
                name: "engine \(name)",
                isWell: true,
                message: "\(voices.count) voices"
            )
        } catch {
            return DoctorCheck(
                name: "engine \(name)",
                isWell: false,
                message: Failure(error).message
            )
        }
    }

    /// Whether somebody can listen to the words of takes; nobody has to.
    private var words: DoctorCheck {
        let message =
            switch (WordModel.isLibraryInstalled, WordModel.english) {
            case (false, _): "pocketsphinx is not installed: nobody listens to words"
            case (true, nil): "pocketsphinx has no English model; others with --word-model"
            case (true, _?): "pocketsphinx listens to English"
            }
        return DoctorCheck(name: "words", isWell: true, message: message)
    }

    private func disk(_ folder: String) -> DoctorCheck {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            let reason = String(cString: strerror(errno))
            return DoctorCheck(name: "disk", isWell: false, message: "can't be asked: \(reason)")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        return DoctorCheck(
            name: "disk",
            isWell: free > 1 << 30,
            message: "\(free >> 20) MiB free here"
        )
    }
}

/// A line of `narrate doctor`.
private struct DoctorCheck: Encodable {
    var name: String
    var isWell: Bool
    var message: String
}

/// `doctor --json`.
private struct DoctorDocument: Encodable {
    var version = 1
    var checks: [DoctorCheck]
}

/// `doctor PROJECT --json`.
private struct ExaminationDocument: Encodable {
    struct Check: Encodable {
        var name: String
        var isWell: Bool
        var message: String
        /// What was done about it.
        var repair: String?
        var files: [String]
    }

    var version = 1
    var project: String
    var checks: [Check]

    init(project: String, _ examination: ProjectExamination) {
        self.project = project
        checks = examination.findings.map {
            Check(
                name: $0.check,
                isWell: $0.isWell,
                message: $0.message,
                repair: $0.repair,
                files: $0.files
            )
        }
    }

    /// The same for people.
    var summary: String {
        let rows = checks.map { check in
            let repair = check.repair.map { "; \($0)" } ?? ""
            let state = check.isWell ? "ok" : check.repair == nil ? "no" : "mended"
            return [state, check.name, check.message + repair]
        }
        let files = checks.flatMap { $0.files.prefix(20) }.map { "    \($0)\n" }.joined()
        let isOpen = checks.contains { !$0.isWell && $0.repair == nil }
        let advice = isOpen ? "heal it with: narrate doctor '\(project)' --repair\n" : ""
        return TextTable(["", "what", "found"], rows).text + files + advice
    }
}
