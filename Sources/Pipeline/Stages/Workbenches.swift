/// Places to work at, given to the largest piece of work that waits.
///
/// With the largest first, the small pieces at the end leave no worker idle for long.
actor Workbenches {
    private struct Waiting {
        var work: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private var free: Int
    private var waiting: [Waiting] = []

    init(count: Int) { free = max(1, count) }

    /// Pieces of work that have no place yet.
    var waitingCount: Int { waiting.count }

    /// Waits for a place for a piece of work of some size.
    func take(for work: Int) async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { continuation in
            waiting.append(Waiting(work: work, continuation: continuation))
        }
    }

    /// Sets up more places.
    func add(_ count: Int) {
        for _ in 0..<count { giveBack() }
    }

    /// Gives a place back, or on to who waits.
    func giveBack() {
        let largest = waiting.indices.max { waiting[$0].work < waiting[$1].work }
        guard let largest else {
            free += 1
            return
        }
        waiting.remove(at: largest).continuation.resume()
    }
}
