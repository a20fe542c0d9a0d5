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
        let files = work.sources.flatMap(Self.audio)
        guard !files.isEmpty else { return try await checkSources() }
        if let book = work.sources.first(where: { Self.audio($0).isEmpty }) {
            throw ValidationError("'\(book)' is no audio: check books and audio files one by one")
        }
        let name = work.output.profile ?? "acx"
        guard let profile = MasteringProfile.named(name) else {
            throw ValidationError("--profile is '\(name)', expected acx, podcast or none")
        }
        let reports = await AudioFileChecker(profile: profile).reports(onFilesAt: files)
        if work.reports.json {
            Console.output(JSONText.document(AudioCheckDocument(reports)))
        } else {
            Console.output(AudioCheckSummary(reports).text)
        }
        let isMissing = files.contains { !FileManager.default.isReadableFile(atPath: $0) }
        if isMissing { throw ExitCode(66) }
        if reports.contains(where: { !$0.passed }) { throw ExitCode(3) }
    }

    /// The audio files a source stands for: itself, or those in a folder that is a release.
    private static func audio(_ source: String) -> [String] {
        if isAudio(source) { return [source] }
        guard !ProjectFolder.isProject(source),
            let names = try? FileManager.default.contentsOfDirectory(atPath: source)
        else { return [] }
        let isRelease = names.contains("manifest.json")
        guard isRelease || !names.contains(where: isText) else { return [] }
        return names.sorted().filter(isAudio).map { "\(source)/\($0)" }
    }

    private static func isText(_ name: String) -> Bool {
        let endings = [".epub", ".html", ".htm", ".xhtml", ".txt", ".md", ".opf", ".csv", ".yaml"]
        return name == "META-INF" || endings.contains { name.lowercased().hasSuffix($0) }
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
