import FoundationEssentials
import NarrateDigest
import NarrateLedger
import NarrateModel
import NarrateSynthesize

/// A script as recording items: what is asked of the engine, and what is there already.
package struct Workplan: Sendable {
    package var items: [RecordingItem]
    /// Fingerprint of each item, by the item's id.
    package var fingerprints: [Fingerprint]

    /// What a ledger holds of earlier runs.
    struct Past: Sendable {
        /// By fingerprint, in the order of their numbers.
        var takes: [Fingerprint: [TakeRecord]] = [:]
        /// Requests whose answers never came.
        var missing: [Fingerprint: MissingAnswer] = [:]
        /// Fingerprints that stay where they are, whatever the script says.
        var pins: [Pinning.Place: Fingerprint] = [:]
        /// Seconds since 1970.
        var now = Date.now.timeIntervalSince1970
    }

    /// Lays a script out for an engine session over what was done before.
    init(_ script: NarrationScript, session: EngineSession, past: Past) {
        items = []
        fingerprints = []
        for chapter in script.chapters {
            for utterance in chapter.utterances {
                let request = session.request(for: utterance)
                let place = Pinning.Place(chapter: chapter.index, utterance: utterance.index)
                let fingerprint = past.pins[place] ?? request.fingerprint
                let record = past.takes[fingerprint]?.first(where: \.isInUse)
                fingerprints.append(fingerprint)
                items.append(
                    RecordingItem(
                        id: items.count,
                        chapter: chapter.index,
                        utterance: utterance,
                        request: request,
                        standing: record.map { StandingTake($0, now: past.now) },
                        lost: past.missing[fingerprint].map {
                            LostAttempt(requestID: $0.requestID, since: $0.sentAt)
                        }
                    )
                )
            }
        }
    }

    /// Items whose audio has to be recorded, equal requests counted once.
    package var missing: [RecordingItem] {
        var seen: Set<Fingerprint> = []
        return items.filter { item in
            item.standing == nil && seen.insert(fingerprints[item.id]).inserted
        }
    }

    /// A digest of everything that the ledger keeps of the script.
    func digest(of script: NarrationScript, storesText: Bool) -> String {
        var digest = SHA256()
        digest.update(storesText ? "2\n" : "2 without texts\n")
        for chapter in script.chapters {
            digest.update("\(chapter.index) \(chapter.source) \(chapter.title)\n")
        }
        for (item, pause) in zip(items, Self.pauses(of: script)) {
            let place = "\(item.chapter) \(item.utterance) \(item.role.rawValue)"
            let ending = "\(item.boundaryAfter.rawValue) \(pause)"
            digest.update("\(place) \(fingerprints[item.id]) \(ending)\n")
        }
        return digest.hex()
    }

    /// The script as the ledger keeps it.
    func records(_ script: NarrationScript, storesText: Bool) -> (
        chapters: [ChapterRecord], utterances: [UtteranceRecord]
    ) {
        let chapters = script.chapters.map {
            ChapterRecord(position: $0.index, title: $0.title, source: $0.source)
        }
        let utterances = zip(items, Self.pauses(of: script)).map { item, pause in
            UtteranceRecord(
                chapter: item.chapter,
                position: item.utterance,
                fingerprint: fingerprints[item.id],
                role: item.role.rawValue,
                characters: item.request.characterCount,
                text: storesText ? item.request.text : nil,
                boundary: item.boundaryAfter.rawValue,
                pauseAfter: pause
            )
        }
        return (chapters, utterances)
    }

    private static func pauses(of script: NarrationScript) -> [Double] {
        script.chapters.flatMap { $0.utterances.map(\.pauseAfter) }
    }

    /// Characters that did not have to be recorded because a take was there.
    package var reusedCharacters: Int {
        let all = items.reduce(0) { $0 + $1.request.characterCount }
        return all - missing.reduce(0) { $0 + $1.request.characterCount }
    }
}

extension SHA256 {
    fileprivate mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }
}

extension EngineSession {
    /// The request that speaks an utterance, in the voice it was given.
    func request(for utterance: Utterance) -> SpeechRequest {
        var request = utterance.voice.flatMap { cast[$0]?.template } ?? template
        request.text = utterance.text
        if let language = utterance.language { request.language = language }
        // The book's own brackets were made harmless: these hold phonemes. Said only where there
        // are some, so that a new lexicon leaves all other recordings as they are.
        if request.engine == "espeak", utterance.text.contains("[[") {
            request.settings["phonemes"] = "on"
        }
        if let spelling = pronunciations.spelling(of: utterance.text) {
            request.settings[PronunciationTable.settingName] = spelling
        }
        return request
    }

    /// The names of every voice, the book's first.
    var voiceNames: String {
        var seen: Set<String> = [voiceName]
        let others = cast.sorted { $0.key < $1.key }.map(\.value.name)
        return ([voiceName] + others.filter { seen.insert($0).inserted }).joined(separator: ", ")
    }
}

extension StandingTake {
    /// A take of the ledger, with its age where that is known.
    init(_ record: TakeRecord, now: Double) {
        let age = record.recordedAt.map { Duration.seconds(max(0, now - $0)) }
        self.init(requestID: record.take.requestID, age: age)
    }
}

extension Workplan {
    /// The items as they are now: a lost answer tells how long ago it was asked for.
    var agedItems: [RecordingItem] {
        guard items.contains(where: { $0.lost != nil }) else { return items }
        let now = Date.now.timeIntervalSince1970
        return items.map { item in
            var item = item
            if let lost = item.lost { item.lost?.age = .seconds(max(0, now - lost.since)) }
            return item
        }
    }
}
