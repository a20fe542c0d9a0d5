import Foundation
import Testing

/// A program that is not ours and judges our files.
enum Tool {
    /// Runs a program to its end.
    ///
    /// - Returns: What it printed.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program) \(arguments)")
        return String(decoding: data, as: UTF8.self)
    }

    /// Runs a Python program with mutagen at hand.
    static func python(_ program: String, _ arguments: String...) throws -> String {
        try output("/usr/bin/python3", ["-c", program] + arguments)
    }

    /// Every frame of a file's tag as mutagen reads it, one a line: `TIT2=['Title']`.
    static func frames(of path: String) throws -> [String] {
        try python(
            """
            import sys
            from mutagen.id3 import ID3
            tag = ID3(sys.argv[1], translate=False)
            for key in tag:
                frame = tag[key]
                if key.startswith('APIC'): value = (frame.type, frame.mime, len(frame.data))
                elif key.startswith('UFID'): value = frame.data.decode()
                elif key.startswith('SYLT'): value = (frame.format, frame.type, frame.text)
                elif key.startswith('CHAP'): value = (
                    frame.start_time, frame.end_time, [str(f) for f in frame.sub_frames.values()])
                elif key.startswith('CTOC'): value = (int(frame.flags), frame.child_element_ids)
                elif key.startswith('USLT'): value = frame.text
                elif key.startswith('TCON'): value = frame.genres
                else: value = [str(text) for text in frame.text]
                print(f'{key}={value}')
            """,
            path
        ).split(separator: "\n").map(String.init)
    }

    /// Tags as ffprobe reads them: `title=…`.
    static func probe(_ path: String, entries: String) throws -> [String] {
        try output(
            "ffprobe",
            ["-v", "error", "-show_entries", entries, "-show_chapters", "-of", "flat", path]
        ).split(separator: "\n").map(String.init)
    }
}
