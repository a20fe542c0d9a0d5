import NarrateModel

/// What the installed program says about itself; asked once.
actor EspeakInstallation {
    private let program: ChildProgram
    private var knownList: EspeakVoiceList?
    private var knownVersion: String?

    init(program: ChildProgram) { self.program = program }

    /// Version number, such as `1.51`.
    func version() async throws -> String {
        if let knownVersion { return knownVersion }
        let words = try await ask("--version").split(separator: " ")
        let isNumber: (Substring) -> Bool = { $0.first?.isNumber == true && $0.contains(".") }
        guard let version = words.first(where: isNumber) else {
            throw EngineError(
                code: .notInstalled,
                message: "'\(program.executable)' does not say its version",
                hint: program.installHint
            )
        }
        knownVersion = String(version)
        return String(version)
    }

    func voiceList() async throws -> EspeakVoiceList {
        if let knownList { return knownList }
        async let variants = ask("--voices=variant")
        let list = EspeakVoiceList(voices: try await ask("--voices"), variants: try await variants)
        guard !list.entries.isEmpty else {
            throw EngineError(
                code: .notInstalled,
                message: "'\(program.executable)' has no voices",
                hint: program.installHint
            )
        }
        knownList = list
        return list
    }

    private nonisolated func ask(_ option: String) async throws -> String {
        let result = try await program.run(
            [option],
            output: .memory(limit: 1 << 20),
            timeout: .seconds(60)
        )
        return String(decoding: result.output, as: UTF8.self)
    }
}
