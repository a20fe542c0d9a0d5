import FoundationEssentials
import Glibc
import NarrateCheck
import NarrateModel

/// Hears the takes of one voice, told as lines of JSON on standard input, and prints its judgement
/// of each as a line of JSON; the last line is what it cost.
///
/// The takes that say so are learned from; all are judged by what was learned. `--words` listens to
/// the words, too.
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
        let listener = hearsWords ? WordModel.english.flatMap { WordListener($0) } : nil
        precondition(listener != nil || !hearsWords, "pocketsphinx or its English model is missing")
        let checker = TakeChecker(listener: listener)
        let lessons = orders.filter(\.learn)
        let voice = learned(from: lessons, by: checker)
        let trust = hearsWords ? trust(of: lessons, by: checker, voice: voice) : WordTrust()
        let start = cpu()
        var audio = 0.0
        for order in orders {
            var verdict = checker.examination(
                ofTakeAt: order.path,
                expecting: TakeExpectation(
                    text: order.text,
                    voice: voice,
                    hearsWords: hearsWords
                )
            ).verdict
            if !trust.isBelieved { verdict.disbelieveWords() }
            audio += verdict.duration
            let findings = verdict.findings.map { finding in
                "\(finding.severity.rawValue) \(finding.check) \(finding.measured ?? 0) "
                    + "limit \(finding.limit ?? 0)"
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

    /// Whether the words of the voice are understood.
    private static func trust(
        of orders: [Order],
        by checker: TakeChecker,
        voice: VoiceProfile?
    ) -> WordTrust {
        var trust = WordTrust()
        for order in orders {
            let expecting = TakeExpectation(text: order.text, voice: voice, hearsWords: true)
            let verdict = checker.examination(ofTakeAt: order.path, expecting: expecting).verdict
            if verdict.isAccepted { trust.note(isInDoubt: verdict.isDoubtful) }
        }
        return trust
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
