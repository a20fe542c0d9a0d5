import NarrateDelivery
import NarratePublish

/// Takes a finished release to where it was wanted.
struct ReleaseDelivery: Sendable {
    private let courier: Courier
    private let owner: String

    /// Makes sure that the destination can be reached, before anything is spent on the release.
    ///
    /// `title`: the book's; the release's folder is named by it.
    /// - Throws: `DeliveryError`.
    init(_ options: DeliveryOptions, project: ProjectFolder, title: String) async throws {
        courier = try await Courier(options, release: FileName.folder(title: title))
        owner = project.path.split(separator: "/").last.map(String.init) ?? project.path
        try courier.check(owner: owner)
    }

    /// Delivers the release.
    ///
    /// - Throws: `DeliveryError`, `CancellationError`.
    func deliver(
        _ release: Release,
        report: @escaping @Sendable (PipelineEvent) -> Void
    ) async throws -> DeliveryReceipt {
        let encodings = release.chapters.flatMap { $0.encodings.map(\.file) }
        let audio = release.chapters.map(\.file) + release.books.map(\.file)
        let companions = release.chapters.flatMap(\.companions)
        var seen: Set<String> = []
        let files = (audio + encodings + companions + release.files).filter {
            seen.insert($0.file).inserted
        }
        do {
            return try await courier.deliver(
                Shipment(
                    owner: owner,
                    files: files.map {
                        Shipment.File(
                            name: $0.file,
                            path: "\(release.folder)/\($0.file)",
                            bytes: $0.bytes,
                            sha256: $0.sha256
                        )
                    },
                    linked: Self.distinct(audio.map(\.file))
                )
            ) { report(.fileDelivered($0)) }
        } catch var error as DeliveryError {
            error.message += "; the release is finished in '\(release.folder)'"
            throw error
        }
    }

    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
