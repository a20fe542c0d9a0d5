import ArgumentParser
import FoundationEssentials
import NarrateCheck
import NarrateModel
import NarratePublish

/// `narrate verify`: whether releases are whole and as they were released.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check releases: checksums, tags, titles, and the audio against its profile.",
        discussion: """
            RELEASE is a folder that narrate published. Every file is held against manifest.json, \
            every chapter is decoded and measured again. Ends with 3 when something is wrong.
            """
    )

    @Argument(help: "Release folders.", completion: .directory)
    var releases: [String]

    @Flag(help: "Print JSON for machines.")
    var json = false

    @Flag(help: "Trust the manifest's figures instead of measuring the audio again.")
    var quick = false

    func run() async throws {
        var documents: [VerificationDocument] = []
        for release in releases {
            let document = try await document(on: release)
            if !json { Console.output(document.summary) }
            documents.append(document)
        }
        if json { Console.output(JSONText.document(VerificationList(releases: documents))) }
        if documents.contains(where: { !$0.passed }) { throw ExitCode(3) }
    }

    private func document(on release: String) async throws -> VerificationDocument {
        var folder = release
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder
        else {
            throw SourceError(
                code: .unreadable,
                message: "there is no folder '\(release)'",
                source: release,
                hint: "name the folder that holds a release's manifest.json"
            )
        }
        var verification = try ReleaseVerifier(folder: folder).verification()
        guard !verification.files.isEmpty || !verification.title.isEmpty else {
            throw SourceError(
                code: .invalid,
                message: "'\(release)' is no release: it has no manifest.json of narrate",
                source: release,
                hint: "name the folder that holds the chapters and their manifest.json"
            )
        }
        if !quick, let profile = verification.masteringProfile {
            await measure(&verification, against: profile)
        }
        return VerificationDocument(
            verification,
            isMeasured: !quick && verification.masteringProfile != nil
        )
    }

    /// Adds what decoding and measuring the chapters finds.
    private func measure(
        _ verification: inout ReleaseVerification,
        against profile: MasteringProfile
    ) async {
        let chapters = verification.files.indices.filter { index in
            let file = verification.files[index]
            return file.isChapter && !file.findings.contains { $0.check == "missing" }
        }
        let reports = await AudioFileChecker(profile: profile).reports(
            onFilesAt: chapters.map { "\(verification.folder)/\(verification.files[$0].file)" }
        )
        for (index, report) in zip(chapters, reports) {
            // The manifest's figures were held against the profile already.
            let known = Set(verification.files[index].findings.map(\.check))
            verification.files[index].findings += report.findings.filter {
                $0.severity > .info && !known.contains($0.check)
            }
        }
    }
}
