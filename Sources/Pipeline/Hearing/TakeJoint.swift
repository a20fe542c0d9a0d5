import FoundationEssentials
import NarrateAudio
import NarrateModel

/// Two takes as one: the halves of an utterance that no take got right.
struct TakeJoint: Sendable {
    /// Below this nothing is heard, full scale 1.
    private static let silence: Float = 0.003
    /// Silence that is left at each end of a half, and the length of its fade, in seconds.
    private static let edge = 0.02
    private static let fade = 0.005

    /// A WAV file of 16 bits: the first take, a pause, the second take at the first one's rate.
    ///
    /// - Throws: `AudioError` when one can't be decoded.
    static func wave(_ first: String, _ second: String, pause: Double) throws -> Data {
        let head = try decodeAudio(at: first)
        let tail = try decodeAudio(at: second).resampled(to: head.format.sampleRate)
        let format = head.format
        let gap = Int(pause * Double(format.sampleRate)) * format.channels
        var samples = trimmed(head, leading: false)
        samples += [Float](repeating: 0, count: gap)
        samples += trimmed(
            AudioBuffer(format: format, samples: channels(tail, format.channels)),
            leading: true
        )
        return wave(AudioBuffer(format: format, samples: samples))
    }

    /// The same sound in another number of channels.
    private static func channels(_ buffer: AudioBuffer, _ count: Int) -> [Float] {
        guard buffer.format.channels != count else { return buffer.samples }
        let own = buffer.format.channels
        return (0..<buffer.frameCount).flatMap { frame in
            [Float](repeating: buffer.samples[frame * own], count: count)
        }
    }

    /// Samples without the silence at the end that is to be joined, faded there.
    private static func trimmed(_ buffer: AudioBuffer, leading: Bool) -> [Float] {
        let rate = Double(buffer.format.sampleRate)
        let channels = buffer.format.channels
        let edge = Int(Self.edge * rate) * channels
        let fade = Int(Self.fade * rate)
        var samples = buffer.samples
        if leading {
            let first = samples.firstIndex { abs($0) > silence } ?? 0
            samples.removeFirst(max(0, first / channels * channels - edge))
        } else {
            let last = samples.lastIndex { abs($0) > silence } ?? samples.count
            samples.removeLast(max(0, samples.count - (last / channels + 1) * channels - edge))
        }
        let frames = samples.count / channels
        for frame in 0..<min(fade, frames) {
            let gain = Float(frame) / Float(fade)
            let place = leading ? frame : frames - 1 - frame
            for channel in 0..<channels { samples[place * channels + channel] *= gain }
        }
        return samples
    }

    /// A WAV file of 16 bits.
    static func wave(_ buffer: AudioBuffer) -> Data {
        let header = WaveHeader.bytes(
            sampleRate: buffer.format.sampleRate,
            byteCount: buffer.samples.count * 2,
            channels: buffer.format.channels
        )
        let samples = buffer.samples.map { sample in
            Int16(max(-32_768, min(32_767, (sample * 32_767).rounded()))).littleEndian
        }
        return Data(header) + samples.withUnsafeBytes { Data($0) }
    }
}
