import NarrateModel
import Subprocess
import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that is run to its end once per call, killed when it takes too long.
struct ChildProgram: Sendable {
    /// A name that is looked up in the search path, or a path.
    var executable: String
    /// What an error says about getting the program.
    var installHint: String
    /// Variables that differ from our own.
    var environment: [String: String] = [:]

    /// What the program left behind.
    struct Result: Sendable {
        /// What it wrote to standard output, where that was kept.
        var output: [UInt8] = []
        /// The beginning of what it wrote to standard error.
        var complaint = ""
        /// Whether all of its output fitted into the room that was reserved.
        var isWithinReserve = true
    }

    /// Where standard output goes.
    enum Destination: Sendable {
        /// Kept; more than a number of bytes is an error.
        case memory(limit: Int)
        /// Written by us to the file at the path: a full disk is noticed.
        case file(String)
        /// Written by the program itself, which costs a fifth of the time, to the file at the
        /// path; a full disk goes unnoticed by most programs, so that many bytes are reserved.
        case reserved(String, bytes: Int)
    }

    private static let complaintLimit = 64 * 1024

    /// Runs the program; returns when it has ended with status 0.
    ///
    /// `input` is the path of a file that becomes standard input: a pipe would break, and take us
    /// with it, when the program ends without reading all of it.
    /// - Throws: `EngineError`, or `CancellationError` once the program is killed.
    func run(
        _ arguments: [String],
        input: String? = nil,
        output: Destination,
        timeout: Duration
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await start(arguments, input: input, output: output) }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw EngineError.timedOut(executable, after: timeout)
            }
            return result
        }
    }

    private func start(
        _ arguments: [String],
        input: String?,
        output: Destination
    ) async throws -> Result {
        let (status, result): (TerminationStatus, Result)
        do {
            (status, result) = try await launch(
                await configuration(arguments),
                input: try Self.open(input ?? "/dev/null", .readOnly),
                output: output
            )
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw engineError(error)
        }
        guard status.isSuccess else {
            try Task.checkCancellation()
            throw EngineError.ended(
                executable,
                status: Self.words(for: status),
                complaint: result.complaint
            )
        }
        return result
    }

    private func configuration(_ arguments: [String]) async -> Configuration {
        var changes: [Environment.Key: String?] = [:]
        for (name, value) in environment {
            guard let key = Environment.Key(rawValue: name) else { continue }
            changes[key] = value
        }
        var configuration = Configuration(
            executable: await place(),
            arguments: Arguments(arguments),
            environment: changes.isEmpty ? .inherit : .inherit.updating(changes)
        )
        // A Ctrl-C in the terminal asks us to let what is in flight finish: it must not reach it.
        configuration.platformOptions.processGroupID = 0
        // Children of a script would keep its pipes open, and us waiting.
        configuration.platformOptions.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        return configuration
    }

    /// The program by its path: by its name, a process would be tried for each folder of the
    /// search path, and most of them in vain.
    private func place() async -> Executable {
        guard !executable.contains("/") else { return .path(FilePath(executable)) }
        let name = Executable.name(executable)
        // What is not found now is named when it is to be run.
        guard let path = try? await name.resolveExecutablePath(in: .inherit) else { return name }
        return .path(path)
    }

    private func launch(
        _ configuration: Configuration,
        input: FileDescriptor,
        output: Destination
    ) async throws -> (TerminationStatus, Result) {
        let input = FileDescriptorInput.fileDescriptor(input, closeAfterSpawningProcess: true)
        if case .reserved(let path, let bytes) = output {
            let reserve = try ReservedFile(path: path, bytes: bytes)
            return try await launch(configuration, input: input, output: reserve)
        }
        let child = try await Subprocess.run(
            configuration,
            input: input,
            output: .sequence,
            error: .sequence
        ) { execution in
            async let complaint = Self.beginning(of: execution.standardError)
            let kept = try await drain(execution.standardOutput, into: output)
            return Result(output: kept, complaint: try await complaint)
        }
        return (child.terminationStatus, child.closureResult)
    }

    private func launch(
        _ configuration: Configuration,
        input: FileDescriptorInput,
        output: ReservedFile
    ) async throws -> (TerminationStatus, Result) {
        do {
            let child = try await Subprocess.run(
                configuration,
                input: input,
                output: .fileDescriptor(output.file, closeAfterSpawningProcess: false),
                error: .sequence
            ) { try await Self.beginning(of: $0.standardError) }
            let fits = try output.finish()
            let result = Result(complaint: child.closureResult, isWithinReserve: fits)
            return (child.terminationStatus, result)
        } catch {
            output.abandon()
            throw error
        }
    }

    /// Programs do not notice when their output meets a full disk; so we write it.
    private func drain(
        _ stream: SubprocessOutputSequence,
        into destination: Destination
    ) async throws -> [UInt8] {
        switch destination {
        case .memory(let limit):
            var kept: [UInt8] = []
            for try await chunk in stream {
                chunk.withUnsafeBytes { kept.append(contentsOf: $0) }
                guard kept.count <= limit else { throw EngineError.tooMuchOutput(of: executable) }
            }
            return kept
        case .file(let path), .reserved(let path, _):
            let file = try Self.open(path, .writeOnly, options: .truncate)
            try await Self.write(stream, to: file, path: path)
            return []
        }
    }

    private static func write(
        _ stream: SubprocessOutputSequence,
        to file: FileDescriptor,
        path: String
    ) async throws {
        do {
            for try await chunk in stream {
                _ = try chunk.withUnsafeBytes { try file.writeAll($0) }
            }
        } catch {
            try file.close()
            throw (error as? Errno).map { EngineError.storage(path, $0) } ?? error
        }
        // Some file systems tell only now that there was no room.
        do { try file.close() } catch { throw EngineError.storage(path, error) }
    }

    /// Reads to the end, so that the program never waits for us, and keeps the beginning.
    private static func beginning(of stream: SubprocessOutputSequence) async throws -> String {
        var kept: [UInt8] = []
        for try await chunk in stream {
            let room = complaintLimit - kept.count
            guard room > 0 else { continue }
            chunk.withUnsafeBytes { kept.append(contentsOf: $0.prefix(room)) }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func open(
        _ path: String,
        _ mode: FileDescriptor.AccessMode,
        options: FileDescriptor.OpenOptions = []
    ) throws(EngineError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(path),
                mode,
                options: options.union(.closeOnExec)
            )
        } catch {
            throw .storage(path, error)
        }
    }

    private static func words(for status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "code \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }

    private func engineError(_ error: SubprocessError) -> EngineError {
        // Too many processes or too little memory pass; a missing or broken program does not.
        let passing: [Errno] = [.resourceTemporarilyUnavailable, .noMemory, .tooManyOpenFiles]
        let passes = error.underlyingError.map { passing.contains($0) } ?? false
        // A file that nobody may run is there all the same.
        if executable.contains("/"), access(executable, F_OK) == 0, access(executable, X_OK) != 0 {
            return .programForbidden(executable)
        }
        switch error.code {
        case .executableNotFound: return .programMissing(executable, hint: installHint)
        case .spawnFailed where !passes: return .programMissing(executable, hint: installHint)
        default:
            return EngineError(
                code: .unavailable,
                message: "'\(executable)' could not be run: \(error)"
            )
        }
    }
}
