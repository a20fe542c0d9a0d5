import NarrateAudio
import NarrateModel

/// The outline of a take: the loudest moment of each of some equal stretches.
struct Waveform: Sendable, Equatable {
    /// 0 to 1, over time.
    var peaks: [Float]
    /// Seconds.
    var duration: Double

    static let stretches = 240

    /// Decodes audio; `nil` when it can't be: then the report shows none.
    init?(path: String) {
        guard let buffer = Self.decoded(path), !buffer.samples.isEmpty else { return nil }
        duration = buffer.duration
        let samples = buffer.samples
        peaks = (0..<Self.stretches).map { stretch in
            let start = samples.count * stretch / Self.stretches
            let end = max(start + 1, samples.count * (stretch + 1) / Self.stretches)
            return samples[start..<min(end, samples.count)].reduce(0) { max($0, abs($1)) }
        }
    }

    private static func decoded(_ path: String) -> AudioBuffer? {
        do {
            return try decodeAudio(at: path)
        } catch {
            // That it can't be decoded is among the take's findings already.
            return nil
        }
    }

    init(peaks: [Float], duration: Double) {
        self.peaks = peaks
        self.duration = duration
    }

    /// The outline as SVG, with a line at each place of interest.
    func svg(marks: [Double]) -> String {
        let width = Self.stretches * 3
        // Soft takes are drawn larger, but never so much that a quiet one looks loud.
        let scale = 56 / max(0.4, peaks.max() ?? 1)
        let bars = peaks.enumerated().map { position, peak in
            let height = max(1, Int(peak * scale))
            return "M\(position * 3 + 1) \(30 - height / 2)v\(height)"
        }.joined()
        let lines = marks.filter { duration > 0 && $0 >= 0 && $0 <= duration + 0.1 }.map { mark in
            let place = min(width - 2, Int(mark / duration * Double(width)))
            return "<path class=\"here\" d=\"M\(place) 0v60\"/>"
        }.joined()
        return """
            <svg class="wave" viewBox="0 0 \(width) 60" preserveAspectRatio="none" \
            aria-hidden="true"><path d="\(bars)"/>\(lines)</svg>

            """
    }
}
