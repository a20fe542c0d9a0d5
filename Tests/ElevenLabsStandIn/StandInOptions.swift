/// How the stand-in behaves.
struct StandInOptions: Sendable {
    /// What its voice is made of.
    enum VoiceKind: String, Sendable, CaseIterable { case espeak, tone }

    /// What happens to requests over the concurrency limit.
    enum Overflow: String, Sendable, CaseIterable { case refuse, queue }

    var port: UInt16 = 0
    /// Keys that work; with none given, every key but one that contains `wrong`.
    var keys: Set<String> = []
    /// Keys that may speak and nothing else.
    var restrictedKeys: Set<String> = []
    var plan = CatalogPlan(tier: "creator", concurrency: 5, credits: 100_000, rank: 2)
    var creditsUsed = 0
    var voice = VoiceKind.tone
    var overflow = Overflow.refuse
    /// Seconds a request takes, whatever its text.
    var fixedLatency = 0.0
    /// Further seconds for each character, with multilingual v2.
    var latencyPerCharacter = 0.0
    /// Standard deviation of the latency, as a part of it.
    var latencyJitter = 0.0
    var faults = FaultPlan()
    /// Seconds that refusals for load ask to wait; the service is not known to say.
    var retryAfter: Int?
    /// Whether whole files carry an Info frame, as those of 2026 do.
    var writesInfoFrame = true
    /// Whether names the schema does not know are refused.
    var isStrict = false
    var seed: UInt64 = 1
    /// Seconds since 1970 when not the machine's clock; tests of ageing ids set it.
    var now: (@Sendable () -> Double)?
}
