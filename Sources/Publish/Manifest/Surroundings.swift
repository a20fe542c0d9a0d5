import NarrateDigest
import NarrateModel

/// Everything in a release that tells of the whole and when it was made.
struct Surroundings {
    let description: ReleaseDescription
    let cover: CoverPicture?
    let chapters: [ReleasedChapter]
    let books: [ReleasedBook]
    let totals: ReleaseTotals
    let files: [ReleasedFile]
    let report: ReleaseReport?

    /// A file before it is written.
    struct Document {
        var name: String
        var bytes: [UInt8]
    }

    /// The report, where there is one, and the manifest, last.
    func documents(createdAt: String) -> [Document] {
        var documents: [Document] = []
        var listed = files
        if let report {
            let page = ReportPage(
                description: description,
                chapters: chapters,
                totals: totals,
                report: report,
                cover: cover,
                createdAt: createdAt
            ).document
            documents.append(Document(name: ReportPage.fileName, bytes: page))
            listed.append(
                ReleasedFile(
                    file: ReportPage.fileName,
                    bytes: page.count,
                    sha256: SHA256.hex(of: page),
                    isNew: true
                )
            )
        }
        let manifest = ReleaseManifest(
            description: description,
            chapters: chapters,
            books: books,
            totals: totals,
            files: listed
        )
        let bytes = manifest.json(createdAt: createdAt).document
        return documents + [Document(name: ReleaseManifest.fileName, bytes: bytes)]
    }
}
