import Foundation

/// `ElevenLabsStandIn [options]`: prints its port, then serves until standard input ends or it is
/// killed.
@main struct StandInCommand {
    static let usage = """
        ElevenLabsStandIn: behaves as the speech service, on 127.0.0.1.
          --port N               port (0: any; printed on standard output)
          --voice espeak|tone    how it speaks (default: tone, which needs no program)
          --key KEY              a key that works (repeatable; default: any without 'wrong')
          --restricted-key KEY   a key that may only speak (repeatable)
          --plan NAME            free, starter, creator, pro, scale (default: creator)
          --concurrency N        requests in flight, in place of the plan's
          --credits N            credits of the period, in place of the plan's
          --used N               credits already used
          --latency A,B,J        seconds: fixed, per character, jitter as a part (0.4,0.008,0.1)
          --overflow refuse|queue  what happens over the concurrency limit
          --fault NAME=P         a fault and its probability (repeatable)
          --script A,B,-,C       faults of the first requests in order, - for none
          --retry-after N        seconds that refusals for load ask to wait
          --mp3-2025             no Info frame in whole files
          --strict               refuse names the schema does not know
          --seed N               seed of ids, jitter and faults
          --exit-with-input      end when standard input ends
        GET /__journal, DELETE /__journal, POST /__faults, POST /__forget
        """

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") { return say(usage) }
        do {
            let options = try StandInOptions(arguments: arguments)
            let standIn = try await StandIn(options)
            say("\(standIn.port)")
            if arguments.contains("--exit-with-input") {
                // A detached thread: the read must not hold one of the few task threads.
                Thread.detachNewThread {
                    while !FileHandle.standardInput.availableData.isEmpty {}
                    exit(0)
                }
            }
            await standIn.wait()
        } catch {
            try? FileHandle.standardError.write(contentsOf: Data("\(error)\n\(usage)\n".utf8))
            exit(64)
        }
    }

    private static func say(_ line: String) {
        // Nobody to tell when standard output is closed.
        try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
    }
}

/// An option that can't be understood.
struct UsageError: Error, CustomStringConvertible {
    var description: String
}

extension StandInOptions {
    /// Reads the command line.
    init(arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--mp3-2025": writesInfoFrame = false
            case "--strict": isStrict = true
            case "--exit-with-input": break
            default:
                guard let value = rest.popFirst() else {
                    throw UsageError(description: "\(option) needs a value")
                }
                try set(option, value)
            }
        }
    }

    private mutating func set(_ option: String, _ value: String) throws {
        func wrong() -> UsageError { UsageError(description: "\(option): '\(value)' is not valid") }
        func required<Value>(_ parsed: Value?) throws -> Value {
            guard let parsed else { throw wrong() }
            return parsed
        }
        switch option {
        case "--port": port = try required(UInt16(value))
        case "--voice": voice = try required(VoiceKind(rawValue: value))
        case "--key": keys.insert(value)
        case "--restricted-key": restrictedKeys.insert(value)
        case "--plan": plan = try required(CatalogPlan.named(value))
        case "--concurrency": plan.concurrency = try required(Int(value))
        case "--credits": plan.credits = try required(Int(value))
        case "--used": creditsUsed = try required(Int(value))
        case "--overflow": overflow = try required(Overflow(rawValue: value))
        case "--retry-after": retryAfter = try required(Int(value))
        case "--seed": seed = try required(UInt64(value))
        case "--latency":
            let parts = try value.split(separator: ",").map { try required(Double($0)) }
            fixedLatency = parts.first ?? 0
            latencyPerCharacter = parts.count > 1 ? parts[1] : 0
            latencyJitter = parts.count > 2 ? parts[2] : 0
        case "--fault":
            let parts = value.split(separator: "=")
            guard parts.count == 2 else { throw wrong() }
            let fault = try required(Fault(rawValue: String(parts[0])))
            faults.probabilities[fault] = try required(Double(parts[1]))
        case "--script":
            faults.script = try value.split(separator: ",").map {
                $0 == "-" ? nil : try required(Fault(rawValue: String($0)))
            }
        default: throw UsageError(description: "no such option: \(option)")
        }
    }
}
