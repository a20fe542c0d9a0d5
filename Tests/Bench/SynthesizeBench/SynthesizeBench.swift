import FoundationEssentials
import Glibc
import NarrateCheck
import NarrateModel
import NarrateSynthesize

/// Measures parts of the synthesize stage by themselves, and prints seconds as JSON.
///
/// Without arguments, `plan10000` is the time in which the schedule decides a run over 10,000 utterances at
/// 15 slots, from first to last, and `run10000` that of the run itself, tasks and events included, with an
/// engine and a desk that answer at once. With a folder of takes, `check` is the CPU time that judging all
/// of them takes.
@main enum SynthesizeBench {
    static func main() async throws {
        if CommandLine.arguments.count > 1 {
            let files = try takes(below: CommandLine.arguments[1])
            // The first one pays for what is set up once.
            _ = files.first.map { TakeChecker().verdict(ofTakeAt: $0, text: "word") }
            let start = cpu()
            for file in files { _ = TakeChecker().verdict(ofTakeAt: file, text: "word") }
            return print("{\"check\": \(cpu() - start)}")
        }
        let plan = measurePlanning()
        let run = try await measureRun()
        print("{\"plan10000\": \(plan), \"run10000\": \(run)}")
    }

    private static func measurePlanning() -> Double {
        let items = items(chapters: 12, utterances: 10_000)
        let options = SynthesisOptions(slots: 15, stitching: .ids)
        let service = Rehearsal.Service(fixed: 0.6, perCharacter: 0.008)
        return median { () -> Int in
            Rehearsal(items, options: options, service: service).requests
        }
    }

    /// Seconds of the third of five.
    private static func median(_ work: () -> Int) -> Double {
        let times = (0..<5).map { _ in
            let clock = ContinuousClock()
            return clock.measure { precondition(work() == 10_000) } / .seconds(1)
        }
        return times.sorted()[2]
    }

    private static func takes(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".mp3") || $0.hasSuffix(".wav") }.map { "\(folder)/\($0)" }
    }

    /// CPU seconds of this process so far.
    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func measureRun() async throws -> Double {
        var times: [Double] = []
        for _ in 0..<5 {
            let clock = ContinuousClock()
            var options = SynthesisOptions(slots: 15, stitching: .ids)
            options.mayGrow = false
            let items = items(chapters: 12, utterances: 10_000)
            let start = clock.now
            let synthesizer = Synthesizer(
                engine: InstantEngine(),
                desk: InstantDesk(),
                options: options,
                timing: Timing(clock)
            )
            let summary = try await synthesizer.run(items)
            times.append((clock.now - start) / .seconds(1))
            precondition(summary.accepted == items.count)
        }
        return times.sorted()[2]
    }

    private static func items(chapters: Int, utterances: Int) -> [RecordingItem] {
        (0..<utterances).map { number in
            let chapter = number * chapters / utterances
            let isFirst = number == 0 || (number - 1) * chapters / utterances != chapter
            return RecordingItem(
                id: number,
                chapter: chapter + 1,
                utterance: number + 1,
                role: isFirst ? .heading : .paragraph,
                boundaryAfter: number % 37 == 0 ? .scene : .paragraph,
                request: SpeechRequest(
                    text: "\(number) " + String(repeating: "word ", count: 20 + number % 120),
                    engine: "instant",
                    voice: "v",
                    model: "m",
                    outputFormat: "wav"
                )
            )
        }
    }
}

/// Answers every request at once.
private struct InstantEngine: SpeechEngine {
    let name = "instant"

    func prepare(_ choice: VoiceChoice) async throws -> EngineSession { throw CancellationError() }
    func voices() async throws -> [Voice] { [] }
    func models() async throws -> [SpeechModel] { [] }

    func record(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        Delivery(fileExtension: "wav", requestID: String(request.text.prefix { $0 != " " }))
    }
}

/// Keeps no records.
private struct InstantDesk: RecordingDesk {
    func begin(_ item: RecordingItem, context: StitchingContext) async throws -> Attempt {
        Attempt(item: item, path: "")
    }

    func deliver(_ attempt: Attempt, _ delivery: Delivery) async throws -> Judgement { .accepted }
    func lose(_ attempt: Attempt, _ error: EngineError) async throws {}
    func knownRequestIDs(of item: RecordingItem) async -> Set<String> { [] }

    func abandon(_ attempt: Attempt) async {}
    func share(_ source: RecordingItem, with item: RecordingItem) async throws {}
    func setAside(_ item: RecordingItem, reason: String) async throws -> Judgement? { nil }
}
