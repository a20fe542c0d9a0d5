import Glibc

/// The program `ffmpeg`, fed with bytes: it encodes and packs what no library at hand does.
///
/// It stays a program: linked, its libraries bring more than a hundred others, for formats that few
/// ask for. Samples come from code that does not wait, so neither does this: a write blocks while
/// ffmpeg is busy.
package struct FFmpegProcess: ~Copyable {
    private let process: pid_t
    private let input: Int32
    /// Where it says what went wrong: a file, because a pipe that is full would stop it.
    private let complaints: UnsafeMutablePointer<FILE>
    private var isEnded = false

    /// Longest time it may take nothing, in seconds.
    private static let patience = 300

    /// Starts it; standard input is what `write` is given.
    ///
    /// `arguments`: without those that keep it quiet and its output reproducible.
    /// - Throws: `AudioError` when it is not installed or can't be started.
    package init(_ arguments: [String]) throws(AudioError) {
        var ends: [Int32] = [-1, -1]
        // A socket: writing to a program that ended is an error then, and no signal.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0, let complaints = tmpfile() else {
            throw Self.unstartable(errno)
        }
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let all = ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y"] + arguments
        let started = Self.spawn(all, input: ends[1], errors: fileno(complaints))
        close(ends[1])
        switch started {
        case .success(let process): self.process = process
        case .failure(let reason):
            close(ends[0])
            fclose(complaints)
            throw Self.unstartable(reason.number)
        }
        input = ends[0]
        self.complaints = complaints
    }

    deinit {
        close(input)
        fclose(complaints)
        guard !isEnded else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Whether the program is there.
    package static var isInstalled: Bool {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return folders.split(separator: ":").contains { access("\($0)/ffmpeg", X_OK) == 0 }
    }

    /// Hands bytes over.
    ///
    /// - Throws: `AudioError`, with what ffmpeg said when it ended before its time.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(AudioError) {
        var written = 0
        while written < bytes.count {
            let rest = bytes.baseAddress.map { $0 + written }
            let count = send(input, rest, bytes.count - written, Int32(MSG_NOSIGNAL))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                guard errno == EPIPE || errno == ECONNRESET else {
                    throw .failed("ffmpeg", "it takes nothing any more")
                }
                throw end() ?? .failed("ffmpeg", "it ended too early")
            }
            written += count
        }
    }

    /// Hands bytes over.
    package mutating func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Ends the input and waits until everything is written.
    ///
    /// - Throws: `AudioError`, with what ffmpeg said.
    package mutating func finish() throws(AudioError) {
        shutdown(input, Int32(SHUT_WR))
        if let failure = end() { throw failure }
    }

    /// Waits for its end.
    ///
    /// - Returns: why it was not a good one.
    private mutating func end() -> AudioError? {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isEnded = true
        guard status != 0 else { return nil }
        rewind(complaints)
        var text = [UInt8](repeating: 0, count: 4096)
        let count = fread(&text, 1, text.count, complaints)
        let said = String(decoding: text[..<count], as: UTF8.self)
        let last = said.split(whereSeparator: \.isNewline).last.map(String.init)
        return .failed("ffmpeg", last ?? "it ended with status \(status)")
    }

    private struct SpawnFailure: Error { var number: Int32 }

    private static func spawn(
        _ arguments: [String],
        input: Int32,
        errors: Int32
    ) -> Result<pid_t, SpawnFailure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A Ctrl-C in the terminal is for us: what has to end then is ended by us.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var words = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        let number = posix_spawnp(&process, "ffmpeg", &actions, &attributes, words, environ)
        return number == 0 ? .success(process) : .failure(SpawnFailure(number: number))
    }

    private static func unstartable(_ number: Int32) -> AudioError {
        let reason = String(cString: strerror(number))
        return AudioError(
            code: .failed,
            message: number == ENOENT
                ? "the program 'ffmpeg' was not found" : "can't start ffmpeg: \(reason)"
        )
    }
}
