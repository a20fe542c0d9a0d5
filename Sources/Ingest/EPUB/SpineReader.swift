import Dispatch
import Glibc
import NarrateModel
import Synchronization

/// Reads the documents of a reading order, several at a time where the machine has cores for it.
struct SpineReader: Sendable {
    let options: IngestOptions
    /// Language of the book.
    let language: String?
    /// Looks for the cover meanwhile: in some books that takes as long as the text.
    let covers: CoverFinder

    /// A document that is to be read.
    struct Request: Sendable {
        var path: String
        var entry: ZipArchive.Entry
        var mediaType: String
        var isLinear: Bool
        /// Identifiers that the table of contents points to.
        var targets: Set<String>
    }

    /// What a document holds.
    struct Reading: Sendable {
        var document: ContentDocument
        /// Visible characters by the independent count.
        var visible: Int
        var warnings: [SourceWarning]
    }

    /// What all documents hold, and the cover that the package declares.
    struct Readings {
        var documents: [Result<Reading, SourceError>?]
        var cover: Cover?
        var covers: CoverFinder
    }

    /// A share below this is not worth a thread of its own.
    private static let shareBytes = 100_000

    /// Reads documents.
    ///
    /// - Parameters:
    ///   - requests: the documents in reading order.
    ///   - archive: where they are.
    ///   - allowance: bytes that all documents may have beyond what the directory states.
    /// - Returns: a result for each request, in order; `nil` where the allowance was used up.
    func readings(
        _ requests: [Request],
        of archive: borrowing ZipArchive,
        allowance: Int
    ) -> Readings {
        let bytes = requests.reduce(0) { $0 + $1.entry.declaredBytes }
        let cores = Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let threads = max(1, min(cores, requests.count, bytes / SpineReader.shareBytes))
        // The longest first, so that no thread is left with it at the end.
        let order = requests.indices.sorted {
            requests[$0].entry.declaredBytes > requests[$1].entry.declaredBytes
        }
        let work = Work(requests: requests, order: order, allowance: allowance, covers: covers)
        guard threads > 1 else {
            work.findCover(in: archive)
            run(work, archive)
            return work.readings
        }
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            if thread == 0 { work.findCover(in: archive) }
            run(work, archive)
        }
        return work.readings
    }

    private func run(_ work: Work, _ archive: borrowing ZipArchive) {
        while let index = work.take() {
            let request = work.requests[index]
            do throws(SourceError) {
                let bytes = try archive.bytes(of: request.entry)
                guard work.spend(bytes.count - request.entry.declaredBytes) else { return }
                work.finish(index, .success(reading(bytes, request)))
            } catch {
                work.finish(index, .failure(error))
            }
        }
    }

    private func reading(_ raw: [UInt8], _ request: Request) -> Reading {
        let path = request.path
        let text = TextDecoder(readsDeclaration: true, language: language).decode(raw)
        var warnings: [SourceWarning] = []
        func warn(_ code: String, _ message: String) {
            warnings.append(SourceWarning(code: code, message: message, source: path))
        }
        if let message = text.warning(source: path) { warn("encoding", message) }
        if text.hasControls {
            warn(
                "control-characters",
                "'\(path)' holds control characters, which are left out"
            )
        }
        let isXML = MarkupFlavor.isXML(text.bytes, mediaType: request.mediaType)
        let environment = ContentExtractor.Environment(
            path: path,
            options: options,
            targets: request.targets,
            isXML: isXML,
            language: language
        )
        let document = ContentExtractor.document(text.bytes, environment)
        if isXML, document.flaws.count > 0 {
            warn(
                "not-well-formed",
                "'\(path)' is not well-formed XHTML (\(document.flaws.count) places); it is read as browsers do"
            )
        }
        return Reading(
            document: document,
            visible: VisibleTextCounter.count(text.bytes, isXML: isXML),
            warnings: warnings
        )
    }
}

/// The documents that threads share out among themselves, and what they made of them.
private final class Work: Sendable {
    let requests: [SpineReader.Request]
    private let order: [Int]
    private let state: Mutex<State>

    private struct State: Sendable {
        var next = 0
        var allowance: Int
        var results: [Result<SpineReader.Reading, SourceError>?]
        var cover: Cover?
        var covers: CoverFinder
    }

    init(
        requests: [SpineReader.Request],
        order: [Int],
        allowance: Int,
        covers: CoverFinder
    ) {
        self.requests = requests
        self.order = order
        let results = [Result<SpineReader.Reading, SourceError>?](
            repeating: nil,
            count: requests.count
        )
        state = Mutex(State(allowance: allowance, results: results, covers: covers))
    }

    /// What was read; afterwards the work holds nothing of it.
    var readings: SpineReader.Readings {
        state.withLock { state in
            defer { state.results = [] }
            return SpineReader.Readings(
                documents: state.results,
                cover: state.cover,
                covers: state.covers
            )
        }
    }

    func findCover(in archive: borrowing ZipArchive) {
        var covers = state.withLock { $0.covers }
        let cover = covers.declaredCover(in: archive)
        let found = covers
        state.withLock { state in
            state.cover = cover
            state.covers = found
        }
    }

    /// The next document for a thread, or `nil` when all are given out.
    func take() -> Int? {
        state.withLock { state in
            guard state.next < order.count else { return nil }
            state.next += 1
            return order[state.next - 1]
        }
    }

    /// Counts bytes against the allowance; when it is used up, nothing more is given out.
    func spend(_ bytes: Int) -> Bool {
        state.withLock { state in
            state.allowance -= max(0, bytes)
            guard state.allowance < 0 else { return true }
            state.next = order.count
            return false
        }
    }

    func finish(_ index: Int, _ result: Result<SpineReader.Reading, SourceError>) {
        state.withLock { $0.results[index] = result }
    }
}
