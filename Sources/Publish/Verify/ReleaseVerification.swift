import NarrateModel

/// What is true of a release folder.
package struct ReleaseVerification: Sendable, Equatable {
    /// A chapter's file and what was found in it.
    package struct File: Sendable, Equatable {
        /// Name inside the folder.
        package var file: String
        /// Whether it is one chapter as MP3: then it has to measure what its profile asks.
        package var isChapter = false
        package var findings: [Finding]
    }

    package var folder: String
    /// Title and profile as the manifest has them; empty when there is no manifest.
    package var title: String
    package var profile: String
    /// What that asks for; `nil` when nobody knows.
    package var masteringProfile: MasteringProfile?
    /// The chapters' files in order, then all others that are listed.
    package var files: [File]
    /// What concerns the release as a whole.
    package var findings: [Finding]

    /// Whether everything is as it was released.
    package var passed: Bool {
        !(findings + files.flatMap(\.findings)).contains { $0.severity == .error }
    }
}
