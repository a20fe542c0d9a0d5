import FoundationEssentials
import NarrateSynthesize

/// What projects that are worked on side by side have in common; alone, a project has it all.
package struct SharedLimits: Sendable {
    /// Slots of the account that speaks.
    package var slots: SlotPool?
    /// Position among those that share the slots, where they go in order.
    package var rank = 0
    /// What all may spend.
    package var budget: SharedBudget?
    /// Places to assemble chapters at.
    var assembly: Workbenches?
    /// Places to listen to takes at.
    var listening: Workbenches?

    /// Creates limits that are shared with nobody.
    package init() {}

    /// Creates places to work at for several projects, as many as one would have.
    static func ofMachine() -> SharedLimits {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var limits = SharedLimits()
        limits.assembly = Workbenches(count: cores + 1)
        limits.listening = Workbenches(count: cores / 2)
        return limits
    }
}
