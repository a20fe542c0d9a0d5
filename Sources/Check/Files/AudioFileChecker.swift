import FoundationEssentials
import NarrateAudio
import NarrateModel

/// Measures finished audio files, made by anyone, against a mastering profile.
package struct AudioFileChecker: Sendable {
    private let profile: MasteringProfile

    /// Creates a checker.
    package init(profile: MasteringProfile) { self.profile = profile }

    /// Measures a file in one pass, whatever its length.
    ///
    /// A file that can't be decoded has an error among its findings; this never throws.
    package func report(onFileAt path: String) -> AudioFileReport {
        do {
            let measures = try AudioFileMeasures(path: path)
            return AudioFileReport(
                file: path,
                measures: measures,
                profile: profile.name,
                findings: findings(on: measures)
            )
        } catch {
            let finding = Finding(check: "decoding", severity: .error, message: error.message)
            return AudioFileReport(
                file: path,
                measures: nil,
                profile: profile.name,
                findings: [finding]
            )
        }
    }

    /// Measures files, as many at once as the machine has cores.
    ///
    /// - Returns: a report per file, in their order.
    package func reports(onFilesAt paths: [String]) async -> [AudioFileReport] {
        await withTaskGroup(of: (Int, AudioFileReport).self) { group in
            var rest = paths.enumerated().makeIterator()
            func addNext() {
                guard let (index, path) = rest.next() else { return }
                group.addTask { (index, report(onFileAt: path)) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { addNext() }
            var reports: [Int: AudioFileReport] = [:]
            for await (index, report) in group {
                reports[index] = report
                addNext()
            }
            return paths.indices.compactMap { reports[$0] }
        }
    }

    /// What of the figures the profile forbids or advises against.
    package func findings(on measures: AudioFileMeasures) -> [Finding] {
        let judgement = ProfileJudgement(profile: profile, measures: measures)
        return judgement.findings.sorted { $0.severity > $1.severity }
    }
}
