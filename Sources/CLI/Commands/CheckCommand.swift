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
        abstract: "Record what is missing and measure the takes; or measure audio files.",
        discussion: """
            Of books and projects: records what is missing, then tells what the checks found in the takes. Of audio \
            files (MP3, WAV, FLAC, M4A, M4B, Ogg, Opus), wherever they were made, and of folders that hold \
            nothing to read beside them: measures each against a profile, acx unless --profile, a manifest or \
            NARRATE_PROFILE names another. Ends with 3 where takes were kept with failed checks, or a file misses \
            the profile; with 66 where a file can't be read.
            """
    )

    @OptionGroup var work: StageWork

    func run() async throws {
        let files = try work.sources.flatMap(Self.audio)
        guard !files.isEmpty else {
            return try await work.run(through: .check) { try await report($0) }
        }
        if let book = try work.sources.first(where: { try Self.audio($0).isEmpty }) {
            throw ValidationError("'\(book)' is no audio: name either audio or books")
        }
        let profile = try self.profile()
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

    /// What finished audio is held against: as everywhere the option goes before the manifest, that before the
    /// environment.
    private func profile() throws -> MasteringProfile {
        let resolution = SourceResolution(
            settings: Settings(),
            options: work.output.choices,
            manifest: work.reading.manifest
        )
        let written = try resolution.options.over(resolution.manifestChoices())
        let choices = try resolution.completed(written)
        return try (choices.mastering ?? MasteringChoices()).mastering().profile
    }

    /// The audio files a source stands for: itself, or those in a folder that is a release or holds no text.
    private static func audio(_ source: String) throws -> [String] {
        if isAudio(source) { return [source] }
        guard !ProjectFolder.isProject(source),
            let names = try? FileManager.default.contentsOfDirectory(atPath: source)
        else { return [] }
        let audio = names.sorted().filter(isAudio)
        if !names.contains("manifest.json"), let text = names.sorted().first(where: isText) {
            guard let sound = audio.first else { return [] }
            throw ValidationError(
                "'\(source)' holds audio ('\(sound)') and text ('\(text)'): name the files to check"
            )
        }
        return audio.map { "\(source)/\($0)" }
    }

    private static func isText(_ name: String) -> Bool {
        let endings = [".epub", ".html", ".htm", ".xhtml", ".txt", ".md", ".opf", ".csv", ".yaml"]
        return name == "META-INF" || endings.contains { name.lowercased().hasSuffix($0) }
    }

    private static func isAudio(_ source: String) -> Bool {
        let endings = [".mp3", ".wav", ".flac", ".m4b", ".m4a", ".ogg", ".opus", ".aac"]
        return endings.contains { source.lowercased().hasSuffix($0) }
    }

    /// Reports the findings that a project's ledger holds.
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
