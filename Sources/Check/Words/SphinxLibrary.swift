import CSphinx
import Synchronization

/// pocketsphinx, where it is installed.
struct SphinxLibrary: @unchecked Sendable {
    // Only pointers to functions that never change once the library is open.
    let functions: narrate_sphinx

    /// The library, opened once; `nil` when this machine has none.
    static let installed: SphinxLibrary? = {
        var functions = narrate_sphinx()
        guard narrate_sphinx_open(&functions) != 0 else { return nil }
        // It writes to standard error otherwise.
        functions.set_log(nil)
        return SphinxLibrary(functions: functions)
    }()
}
