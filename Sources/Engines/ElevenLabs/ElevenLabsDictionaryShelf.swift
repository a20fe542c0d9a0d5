import NarrateModel
import Synchronization

/// The dictionaries that requests refer to; filled before the first one is sent.
final class ElevenLabsDictionaryShelf: Sendable {
    private struct Content {
        var planned: [PlannedDictionary] = []
        var locators: [ElevenLabsLocator]?
    }

    private let content = Mutex(Content())

    var planned: [PlannedDictionary] { content.withLock { $0.planned } }

    func plan(_ planned: [PlannedDictionary]) {
        content.withLock { $0 = Content(planned: planned) }
    }

    func stock(_ locators: [ElevenLabsLocator]) {
        content.withLock { $0.locators = locators }
    }

    func locators() throws(EngineError) -> [ElevenLabsLocator] {
        guard let locators = content.withLock({ $0.locators }) else {
            throw EngineError(code: .bug, message: "a request refers to dictionaries nobody made")
        }
        return locators
    }
}
