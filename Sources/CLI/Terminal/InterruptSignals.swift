import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns Ctrl-C and the like into a graceful stop; the second one ends the process at once.
final class InterruptSignals: Sendable {
    private struct State {
        var received: Int32?
    }

    /// Keeps the sources alive; Dispatch allows them to be used from any thread.
    private struct Watch: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    private let watches: Mutex<[Watch]>
    private let state: Mutex<State>

    /// Watches from now on.
    ///
    /// - Parameter stop: called once, with the first signal.
    init(stop: @escaping @Sendable (Int32) -> Void) {
        let state = Mutex(State())
        self.state = state
        watches = Mutex([])
        for number in [SIGINT, SIGTERM, SIGHUP] { watch(number, stop: stop) }
    }

    /// Exit code of the signal that came, if one did: 130 or 143.
    var exitCode: Int32? {
        state.withLock { $0.received }.map { $0 == SIGINT ? 130 : 143 }
    }

    private func watch(_ number: Int32, stop: @escaping @Sendable (Int32) -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { [weak self] in
            let isFirst = self?.state.withLock { state in
                defer { state.received = state.received ?? number }
                return state.received == nil
            }
            guard isFirst == true else { _exit(number == SIGINT ? 130 : 143) }
            stop(number)
        }
        source.activate()
        let watch = Watch(source: source)
        watches.withLock { $0.append(watch) }
    }
}
