import Foundation
import NarrateTestSupport
import Testing

/// What ffmpeg's tools say of an audio file.
struct MediaProbe {
    var codec: String?
    var sampleRate: Int?
    var channels: Int?
    /// Seconds that ffmpeg decodes, not what a header claims.
    var duration: Double
    var tags: [String: String]
    /// Titles of the chapter marks, in order.
    var chapters: [String]

    init(_ file: String) async throws {
        let result = try await runProgram(
            "ffprobe",
            [
                "-v", "error", "-count_packets", "-show_chapters", "-show_entries",
                "stream=codec_name,codec_type,sample_rate,channels,duration:format_tags", "-of",
                "json", file,
            ]
        )
        let document = try result.json()
        let audio = document.streams.list.first { $0.codec_type.string == "audio" }
        codec = audio?.codec_name.string
        sampleRate = audio?.sample_rate.string.flatMap { Int($0) }
        channels = audio?.channels.integer
        let format = document.format.tags
        tags = [:]
        for key in format.keys { tags[key] = format[dynamicMember: key].string }
        chapters = document.chapters.list.map { $0.tags.title.string ?? "" }
        duration = try await Self.decodedSeconds(of: file, rate: sampleRate ?? 44_100)
    }

    private static func decodedSeconds(of file: String, rate: Int) async throws -> Double {
        let decoded = "\(file).s16"
        defer { try? FileManager.default.removeItem(atPath: decoded) }
        let result = try await runProgram(
            "ffmpeg",
            ["-v", "error", "-y", "-i", file, "-map", "0:a", "-f", "s16le", decoded]
        )
        try #require(result.code == 0, "\(result.error)")
        let attributes = try FileManager.default.attributesOfItem(atPath: decoded)
        let bytes = try #require(attributes[.size] as? Int)
        return Double(bytes / 2) / Double(rate)
    }

    /// Stretches that ffmpeg hears as silent, in seconds.
    static func silences(in file: String) async throws -> [ClosedRange<Double>] {
        let result = try await runProgram(
            "ffmpeg",
            [
                "-hide_banner", "-nostats", "-i", file, "-af", "silencedetect=n=-50dB:d=0.3", "-f",
                "null", "-",
            ]
        )
        var silences: [ClosedRange<Double>] = []
        var start: Double?
        for line in result.error.split(separator: "\n") {
            if let value = figure(after: "silence_start: ", in: line) { start = value }
            if let value = figure(after: "silence_end: ", in: line), let begin = start {
                silences.append(max(0, begin)...value)
                start = nil
            }
        }
        return silences
    }

    private static func figure(after label: String, in line: Substring) -> Double? {
        guard let range = line.range(of: label) else { return nil }
        return Double(line[range.upperBound...].prefix { !$0.isWhitespace })
    }
}
