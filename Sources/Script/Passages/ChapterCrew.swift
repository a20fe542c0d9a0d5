import Dispatch
import Glibc
import NarrateModel
import Synchronization

/// Writes the utterances of a book's chapters, several at a time where the machine has cores for it: no chapter says
/// anything about another, so the outcome is the same however many work on it.
struct ChapterCrew {
    let options: ScriptOptions

    /// A share of bytes below this is not worth a thread of its own.
    private static let shareBytes = 100_000

    /// The utterances of each chapter; what was counted on the way is added to the press.
    func utterances(of chapters: [Chapter], _ press: inout PassagePress) -> [[Utterance]] {
        let sizes = chapters.map { $0.blocks.reduce(0) { $0 + $1.text.utf8.count } }
        let cores = Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let threads = min(cores, chapters.count, sizes.reduce(0, +) / Self.shareBytes)
        guard threads > 1 else {
            return chapters.map { chapter in
                var scribe = ChapterScribe(chapter: chapter, options: options)
                return scribe.utterances(&press)
            }
        }
        // The longest first, so that no thread is left with it at the end.
        let order = chapters.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
        let work = ChapterWork(chapters: chapters, order: order)
        DispatchQueue.concurrentPerform(iterations: threads) { [press, options] _ in
            var own = press
            while let index = work.take() {
                var scribe = ChapterScribe(chapter: chapters[index], options: options)
                work.finish(index, scribe.utterances(&own))
            }
            work.count(own)
        }
        return work.outcome(&press)
    }
}

/// The chapters that threads share out among themselves, and what they made of them.
private final class ChapterWork: Sendable {
    private let order: [Int]
    private let state: Mutex<State>

    private struct State: Sendable {
        var next = 0
        var utterances: [[Utterance]]
        var presses: [PassagePress] = []
    }

    init(chapters: [Chapter], order: [Int]) {
        self.order = order
        state = Mutex(State(utterances: Array(repeating: [], count: chapters.count)))
    }

    /// The next chapter for a thread, or `nil` when all are given out.
    func take() -> Int? {
        state.withLock { state in
            guard state.next < order.count else { return nil }
            state.next += 1
            return order[state.next - 1]
        }
    }

    func finish(_ index: Int, _ utterances: [Utterance]) {
        state.withLock { $0.utterances[index] = utterances }
    }

    /// Keeps what a thread's press counted.
    func count(_ press: PassagePress) { state.withLock { $0.presses.append(press) } }

    func outcome(_ press: inout PassagePress) -> [[Utterance]] {
        let presses = state.withLock { state in
            defer { state.presses = [] }
            return state.presses
        }
        for other in presses { press.add(other) }
        return state.withLock { state in
            defer { state.utterances = [] }
            return state.utterances
        }
    }
}
