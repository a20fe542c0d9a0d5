import FoundationEssentials
import NarrateCheck
import NarrateDigest
import NarrateLedger
import NarrateModel

/// What the voices of a project are used to, learned from takes that were accepted.
struct LearnedVoices: Sendable {
    /// Takes of a voice that are remembered: old ones say no more than new ones.
    static let memory = 400
    /// After so many further takes a voice is looked at again, or a tenth of those that are known: the more there
    /// are, the less a few change.
    private static let interval = VoiceProfile.enough
    private static let share = 10

    private struct School: Sendable {
        var figures: [TakeFigures] = []
        var profile: VoiceProfile?
        var unseen = 0
        /// Whether the ledger knows less than this.
        var isNews = false
        var request: SpeechRequest?

        mutating func learn() {
            unseen = 0
            guard let learned = VoiceProfile(figures) else { return }
            profile = learned
            isNews = true
        }
    }

    private var schools: [Fingerprint: School] = [:]
    /// Names of voices by a request with nothing to say.
    private var names: [SpeechRequest: Fingerprint] = [:]

    /// Starts from what a ledger remembers; takes whose figures can't be read are left out.
    init(_ ledger: Ledger) async throws {
        let decoder = JSONDecoder()
        for (voice, texts) in try await ledger.figures(limit: Self.memory) {
            var school = School()
            school.figures = texts.compactMap {
                try? decoder.decode(TakeFigures.self, from: Data($0.utf8))
            }
            school.learn()
            school.isNews = false
            schools[voice] = school
        }
    }

    init() {}

    /// Names a voice with everything that changes its sound but the words.
    mutating func voice(of request: SpeechRequest) -> Fingerprint {
        var request = request
        request.text = ""
        request.seed = nil
        request.settings["phonemes"] = nil
        request.settings[PronunciationTable.settingName] = nil
        if let name = names[request] { return name }
        let name = request.fingerprint
        names[request] = name
        return name
    }

    /// What a voice is used to; `nil` while too little was heard of it.
    func profile(of voice: Fingerprint) -> VoiceProfile? { schools[voice]?.profile }

    /// Whether a take of it was accepted.
    func hasHeard(_ voice: Fingerprint) -> Bool { schools[voice] != nil }

    /// Takes note of an accepted take.
    mutating func learn(_ figures: TakeFigures, from request: SpeechRequest) {
        let voice = voice(of: request)
        var school = schools.removeValue(forKey: voice) ?? School()
        school.request = request
        school.figures.append(figures)
        if school.figures.count > Self.memory { school.figures.removeFirst() }
        school.unseen += 1
        if school.unseen >= max(Self.interval, school.figures.count / Self.share) { school.learn() }
        schools[voice] = school
    }

    /// Looks again at every voice that was heard since.
    mutating func relearn() {
        for voice in schools.keys where schools[voice]?.unseen ?? 0 > 0 {
            schools[voice]?.learn()
        }
    }

    /// What the ledger does not know yet.
    mutating func news() throws -> [VoiceRecord] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var records: [VoiceRecord] = []
        for (voice, school) in schools {
            guard school.isNews, let profile = school.profile, let request = school.request else {
                continue
            }
            schools[voice]?.isNews = false
            records.append(
                VoiceRecord(
                    id: voice,
                    engine: request.engine,
                    name: request.voice,
                    model: request.model,
                    takes: profile.takes,
                    profile: String(decoding: try encoder.encode(profile), as: UTF8.self)
                )
            )
        }
        return records
    }
}

extension TakeStudy {
    /// What can be learned from a take.
    init(_ figures: TakeFigures, of voice: Fingerprint) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        self.init(
            voice: voice,
            figures: String(decoding: try encoder.encode(figures), as: UTF8.self)
        )
    }
}
