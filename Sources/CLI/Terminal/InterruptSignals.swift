import Dispatch
import NarratePipeline
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns Ctrl-C and the like into a graceful stop within ten seconds; the second one ends the
/// process at once.
final class InterruptSignals: Sendable {
    private struct State {
        var received: Int32?
    }

    /// Keeps the sources alive; Dispatch allows them to be used from any thread.
    private struct Watch: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }

    /// What to do after a stop.
    static let howToGoOn = "run the same command to go on"

    /// Whether output for machines is written, and nothing said beside it.
    private let isQuiet: Bool
    private let watches: Mutex<[Watch]>
    private let state: Mutex<State>

    /// Watches from now on.
    ///
    /// With nothing under way the first signal ends the process, too. Otherwise transfers in flight get
    /// some seconds, for they are paid for, and then what is left of the ten.
    init(stopping control: RunControl, isQuiet: Bool) {
        self.isQuiet = isQuiet
        let state = Mutex(State())
        self.state = state
        watches = Mutex([])
        for number in [SIGINT, SIGTERM, SIGHUP] { watch(number, control) }
    }

    /// Exit code of the signal that came, if one did: 130 or 143.
    var exitCode: Int32? { state.withLock { $0.received }.map(Self.exitCode) }

    private static func exitCode(_ signal: Int32) -> Int32 { signal == SIGINT ? 130 : 143 }

    private func watch(_ number: Int32, _ control: RunControl) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { [weak self, isQuiet] in
            let isFirst = self?.state.withLock { state in
                defer { state.received = state.received ?? number }
                return state.received == nil
            }
            guard isFirst == true, control.isRunning else { _exit(Self.exitCode(number)) }
            control.stop()
            let queue = DispatchQueue.global()
            queue.asyncAfter(deadline: .now() + .seconds(6)) { control.cut() }
            // The ledger stands whatever ends the process.
            queue.asyncAfter(deadline: .now() + .seconds(9)) {
                if !isQuiet { Console.error("stopped; \(Self.howToGoOn)\n") }
                _exit(Self.exitCode(number))
            }
        }
        source.activate()
        let watch = Watch(source: source)
        watches.withLock { $0.append(watch) }
    }
}
