/// The chapters that are announced to have all their takes, each once and when none of its takes will be wanted again.
///
/// One whose voices are not known well enough yet is held back until they are, or until the recording is over; where
/// takes of it are wanted again then, until it has them.
struct SettledChapters: AsyncSequence, AsyncIteratorProtocol {
    private var announced: AsyncStream<Int>.Iterator
    private let desk: LedgerDesk
    private var isOver = false
    private var held: [Int] = []
    private var ready: [Int] = []
    private var seen: Set<Int> = []

    /// Follows announcements of chapters by their indices.
    init(_ announced: AsyncStream<Int>, desk: LedgerDesk) {
        self.announced = announced.makeAsyncIterator()
        self.desk = desk
    }

    func makeAsyncIterator() -> SettledChapters { self }

    mutating func next() async -> Int? {
        while ready.isEmpty, !isOver {
            if let chapter = await announced.next() {
                if !held.contains(chapter), !seen.contains(chapter) { held.append(chapter) }
            } else {
                isOver = true
            }
            await release()
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    /// Lets those go that need not be held back any longer.
    private mutating func release() async {
        var waiting: [Int] = []
        for chapter in held {
            let mayWait = isOver ? false : await desk.mayRevise(chapter)
            if !mayWait, await desk.lacksNothing(chapter) {
                seen.insert(chapter)
                ready.append(chapter)
            } else {
                waiting.append(chapter)
            }
        }
        held = waiting
    }
}
