import FoundationEssentials
import Glibc
import NarrateCheck
import NarrateModel

/// Hears the takes of one voice, told as lines of JSON on standard input, and prints its judgement
/// of each as a line of JSON; the last line is what it cost.
///
/// The takes that say so are learned from; all are judged by what was learned. `--words` listens to
/// the words, too, `--course` only to whether some are missing at the beginning or come twice.
@main enum TakeEar {
    struct Order: Decodable {
        var path: String
        var text: String
        var learn: Bool
    }

    struct Answer: Encodable {
        var retake: Bool
        var accepted: Bool
        var findings: [String]
    }

    struct Effort: Encodable {
        var audio: Double
        var cpu: Double
    }

    static func main() throws {
        var orders: [Order] = []
        while let line = readLine() {
            orders.append(try JSONDecoder().decode(Order.self, from: Data(line.utf8)))
        }
        let hearsWords = CommandLine.arguments.contains("--words")
        let hears = hearsWords || CommandLine.arguments.contains("--course")
        // Without listening, too, its dictionary tells the sounds of the texts.
        let listener = WordModel.english.flatMap { WordListener($0) }
        precondition(listener != nil || !hears, "pocketsphinx or its English model is missing")
        let checker = TakeChecker(listener: listener)
        let lessons = orders.filter(\.learn)
        let voice = learned(from: lessons, by: checker)
        let trust =
            hears
            ? trust(of: lessons, by: checker, voice: voice, hearsWords: hearsWords) : Trust()
        let start = cpu()
        var audio = 0.0
        for order in orders {
            let examination = checker.examination(
                ofTakeAt: order.path,
                expecting: TakeExpectation(
                    text: order.text,
                    voice: voice,
                    hearsWords: trust.words.isBelieved,
                    hearsCourse: trust.course.isBelieved,
                    habits: trust.habits
                )
            )
            var verdict = examination.verdict
            if examination.detour == nil, trust.hard.explain(doubts(of: verdict), in: order.text) {
                verdict.disbelieveWords()
            }
            audio += verdict.duration
            let findings = verdict.findings.map { finding in
                "\(finding.severity.rawValue) \(finding.check) \(finding.measured ?? 0) "
                    + "limit \(finding.limit ?? 0): \(finding.message)"
            }
            try print(
                Answer(
                    retake: !verdict.isAccepted || verdict.isDoubtful,
                    accepted: verdict.isAccepted,
                    findings: findings
                )
            )
        }
        try print(Effort(audio: audio, cpu: cpu() - start))
    }

    private static func learned(from orders: [Order], by checker: TakeChecker) -> VoiceProfile? {
        let figures = orders.compactMap { order in
            let examination = checker.examination(
                ofTakeAt: order.path,
                expecting: TakeExpectation(text: order.text)
            )
            return examination.verdict.isAccepted ? examination.figures : nil
        }
        return VoiceProfile(figures)
    }

    /// What is understood of a voice: its words, and the way a take takes through its text.
    private struct Trust {
        var words = WordTrust()
        var course = WordTrust()
        var hard = HardWords()
        var habits = WordHabits()
    }

    /// What is understood of the voice, as its first takes have shown.
    private static func trust(
        of orders: [Order],
        by checker: TakeChecker,
        voice: VoiceProfile?,
        hearsWords: Bool
    ) -> Trust {
        var trust = Trust()
        for order in orders {
            let expecting = TakeExpectation(
                text: order.text,
                voice: voice,
                hearsWords: hearsWords && !trust.words.isGivenUp,
                hearsCourse: !trust.course.isGivenUp,
                habits: trust.habits
            )
            let examination = checker.examination(ofTakeAt: order.path, expecting: expecting)
            guard examination.verdict.isAccepted else { continue }
            let isLate = examination.detour != nil
            if expecting.hearsCourse { trust.course.note(isInDoubt: isLate) }
            if expecting.hearsWords, !isLate {
                let doubts = doubts(of: examination.verdict)
                trust.hard.note(order.text, doubts: doubts)
                trust.habits.note(examination.fits)
                trust.words.note(
                    isInDoubt: !doubts.isEmpty && !trust.hard.explain(doubts, in: order.text)
                )
            }
        }
        return trust
    }

    /// Passages that were left in doubt.
    private static func doubts(of verdict: Verdict) -> [Range<Int>] {
        verdict.doubtfulPassages ?? []
    }

    private static func print(_ value: some Encodable) throws {
        Swift.print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    }

    /// CPU seconds of this process so far.
    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
