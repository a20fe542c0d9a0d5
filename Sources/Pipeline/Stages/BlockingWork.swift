import Dispatch

/// Work that waits for the disk, kept off the threads that tasks share: there are as few of those
/// as cores, and one that waits is a core that idles.
enum BlockingWork {
    /// Runs a piece of work on a thread of its own and gives its result.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result(catching: work))
            }
        }
    }
}
