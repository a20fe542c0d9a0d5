import NarratePipeline

/// The program's version.
enum Version {
    static let current = Project.version
}
