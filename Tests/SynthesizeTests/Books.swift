import NarrateModel
import Synchronization

@testable import NarrateSynthesize

/// Books for the scheduler: the text of an item is `chapter.utterance` unless given.
enum Books {
    static func item(
        _ id: Int,
        chapter: Int,
        utterance: Int,
        text: String? = nil,
        role: Utterance.Role = .paragraph,
        boundary: Utterance.Boundary = .paragraph,
        standing: StandingTake? = nil
    ) -> RecordingItem {
        RecordingItem(
            id: id,
            chapter: chapter,
            utterance: utterance,
            role: role,
            boundaryAfter: boundary,
            request: SpeechRequest(
                text: text ?? "\(chapter).\(utterance)",
                engine: "made-up",
                voice: "v",
                model: "m",
                outputFormat: "wav"
            ),
            standing: standing
        )
    }

    /// Chapters of so many utterances each.
    static func book(_ lengths: [Int]) -> [RecordingItem] {
        var items: [RecordingItem] = []
        for (chapter, length) in lengths.enumerated() {
            for utterance in 1...length {
                items.append(item(items.count, chapter: chapter + 1, utterance: utterance))
            }
        }
        return items
    }
}

extension Timing {
    /// Time that passes only in sleeps, which return at once.
    static func instant() -> Timing {
        let now = Clockwork()
        return Timing(now: { now.value }, sleep: { now.advance(by: $0) }, random: { 0.5 })
    }
}

/// A moment that only moves forward.
final class Clockwork: Sendable {
    private let moment = Mutex<Duration>(.zero)

    var value: Duration { moment.withLock { $0 } }

    func advance(by time: Duration) { moment.withLock { $0 += max(.zero, time) } }
}

/// Events in the order in which they were told.
final class Diary: Sendable {
    private let lines = Mutex<[String]>([])

    var entries: [String] { lines.withLock { $0 } }

    func note(_ event: SynthesisEvent) {
        let line =
            switch event {
            case .began(let item): "began \(item.request.text)"
            case .accepted(let item): "accepted \(item.chapter).\(item.utterance)"
            case .retaken(let item): "retaken \(item.request.text)"
            case .retried(let item, let error): "retried \(item.request.text) \(error.code)"
            case .setAside(let item, _): "set aside \(item.request.text)"
            case .waiting(let time, _): "waiting \(time)"
            case .paced(let slots): "paced \(slots)"
            case .chapterFinished(let chapter): "finished \(chapter)"
            }
        lines.withLock { $0.append(line) }
    }
}
