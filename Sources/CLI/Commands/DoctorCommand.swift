import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarratePipeline

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `narrate doctor`: whether this machine can narrate.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check versions, engines, key and disk."
    )

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() async throws {
        let settings = Settings()
        var checks = [DoctorCheck(name: "narrate", isWell: true, message: Version.current)]
        for name in EngineCatalog.names where settings.engines.isSetUp(name) {
            checks.append(await check(name, engines: settings.engines))
        }
        checks.append(disk(settings.currentFolder))
        if json {
            Console.output(JSONText.document(DoctorDocument(checks: checks)))
        } else {
            let rows = checks.map { [$0.isWell ? "ok" : "no", $0.name, $0.message] }
            Console.output(TextTable(["", "what", "found"], rows).text)
        }
        if checks.contains(where: { !$0.isWell }) { throw ExitCode(69) }
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
