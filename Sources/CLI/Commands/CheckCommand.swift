import ArgumentParser
import FoundationEssentials
import NarrateCheck
import NarrateLedger
import NarrateModel
import NarratePipeline

/// `narrate check`: measures takes of a project, or any audio files against a profile.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Record what is missing and measure the takes; or measure audio files."
    )

    @OptionGroup var work: StageWork

    func run() async throws {
        guard work.sources.allSatisfy(Self.isAudio) else {
            return try await checkSources()
        }
        let name = work.output.profile ?? "acx"
        guard let profile = MasteringProfile.named(name) else {
            throw ValidationError("--profile is '\(name)', expected acx, podcast or none")
        }
        let reports = await AudioFileChecker(profile: profile).reports(onFilesAt: work.sources)
        if work.reports.json {
            Console.output(JSONText.document(AudioCheckDocument(reports)))
        } else {
            Console.output(AudioCheckSummary(reports).text)
        }
        if reports.contains(where: { !$0.passed }) { throw ExitCode(3) }
    }

    private static func isAudio(_ source: String) -> Bool {
        let endings = [".mp3", ".wav", ".flac", ".m4b", ".m4a", ".ogg", ".opus", ".aac"]
        return endings.contains { source.lowercased().hasSuffix($0) }
    }

    /// Records what is missing, then reports the findings the ledger holds.
    private func checkSources() async throws {
        var code: ExitCode?
        do {
            var quiet = work
            quiet.reports.quiet = true
            let json = quiet.reports.json
            quiet.reports.json = false
            try await quiet.run(through: .check)
            quiet.reports.json = json
        } catch let ended as ExitCode where ended.rawValue == 3 {
            code = ended
        }
        let resolution = SourceResolution(
            settings: Settings(),
            options: try work.reading.choices().over(work.voice.choices).over(work.output.choices),
            manifest: work.reading.manifest
        )
        for source in work.sources {
            for resolved in try await resolution.resolve(source) {
                try await report(resolved.configuration.folder)
            }
        }
        if let code { throw code }
    }

    private func report(_ folder: ProjectFolder) async throws {
        let ledger = try Ledger.reading(folder.ledger)
        let document = TakeCheckDocument(
            findings: try await ledger.findings(),
            takes: try await ledger.takes()
        )
        try ledger.close()
        if work.reports.json {
            Console.output(JSONText.document(document))
        } else {
            Console.output(document.summary)
        }
    }
}
