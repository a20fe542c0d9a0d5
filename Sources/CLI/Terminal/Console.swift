#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Standard output and standard error.
///
/// A reader that went away is no error: what is left to print is dropped.
enum Console {
    /// Prints results.
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Prints results that are UTF-8 already.
    static func output(_ bytes: UnsafeBufferPointer<UInt8>) {
        write(UnsafeRawBufferPointer(bytes), to: STDOUT_FILENO)
    }

    /// Prints progress and errors.
    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether people read standard error on a terminal.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether people read standard output on a terminal.
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether people type on standard input.
    static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Width of the terminal on standard error, in columns.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Height of the terminal on standard error, in lines.
    static var height: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        Array(text.utf8).withUnsafeBytes { write($0, to: descriptor) }
    }

    private static func write(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) {
        var written = 0
        while written < buffer.count {
            let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
            #if canImport(Glibc)
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #else
            let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
