/// The chapters that are announced to have all their takes, each once and when none of its takes will be wanted again.
///
/// One whose voices are not known well enough yet is held back until they are, or until the recording is over. Where
/// takes of it are wanted again then, it is announced once more when it has them.
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
            let chapter = await announced.next()
            isOver = chapter == nil
            await release()
            if let chapter {
                if await desk.mayRevise(chapter: chapter) {
                    held.append(chapter)
                } else {
                    pass(chapter)
                }
            }
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    /// Lets those go that need not be held back any longer.
    private mutating func release() async {
        var waiting: [Int] = []
        for chapter in held {
            if !isOver, await desk.mayRevise(chapter: chapter) {
                waiting.append(chapter)
            } else if await desk.lacksNothing(chapter) {
                pass(chapter)
            }
        }
        held = waiting
    }

    private mutating func pass(_ chapter: Int) {
        if seen.insert(chapter).inserted { ready.append(chapter) }
    }
}
