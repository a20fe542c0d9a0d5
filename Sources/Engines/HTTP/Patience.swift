import NarrateModel

/// How often a call that costs nothing is made again before its failure counts.
struct Patience: Sendable {
    /// Waits before each further attempt.
    var delays: [Duration] = [.milliseconds(400), .milliseconds(1200), .seconds(3)]
    /// Longest wait that a service is granted when it asks for one.
    var longest = Duration.seconds(15)
    /// Waits; throws when the task is cancelled.
    var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Runs a call until it succeeds, fails for good, or patience ends.
    func call<Value>(_ body: () async throws -> Value) async throws -> Value {
        for delay in delays {
            do { return try await body() } catch let error as any RepeatableFailure {
                guard let wait = error.wait(atLeast: delay), wait <= longest else { throw error }
                try await pause(wait)
            }
        }
        return try await body()
    }
}

/// A failure that may know whether trying again makes sense.
protocol RepeatableFailure: Error {
    var engineError: EngineError { get }
}

extension RepeatableFailure {
    /// How long to wait before another attempt, or `nil` when there is no point in one.
    fileprivate func wait(atLeast delay: Duration) -> Duration? {
        let error = engineError
        guard [.unavailable, .unreachable, .tooManyRequests].contains(error.code) else {
            return nil
        }
        return max(delay, .seconds(error.retryAfter ?? 0))
    }
}

extension EngineError: RepeatableFailure {
    var engineError: EngineError { self }
}
