import Foundation

/// A voice that needs no program: a hum for each word, silence between, as long as speech would be.
struct ToneVoice: VoiceBox {
    /// Where the ready-made MP3 frames lie.
    private let folder: URL
    private static let charactersPerSecond = 16.0

    init(folder: URL = ToneVoice.fixtures) { self.folder = folder }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "fixtures/elevenlabs")

    func audio(for order: SpeechOrder, withInfoFrame: Bool) throws -> RenderedSpeech {
        switch order.format.codec {
        case "mp3": try mp3(order, withInfoFrame: withInfoFrame)
        case "pcm", "wav", "ulaw", "alaw": samples(order)
        default: throw VendorError.invalidFormat(order.format.name)
        }
    }

    // MARK: MP3

    private func mp3(_ order: SpeechOrder, withInfoFrame: Bool) throws -> RenderedSpeech {
        let file = folder.appending(path: "voiced_\(order.format.name).mp3")
        let voiced = try MP3Frames(data: try Data(contentsOf: file))
        var shape = MP3Shape(voiced: voiced)
        let perSecond = Double(order.format.sampleRate) / Double(voiced.samplesPerFrame)
        for stretch in Self.stretches(of: order) {
            let count = Int((stretch.seconds * perSecond).rounded())
            shape.append(count: count, sounding: stretch.pitch)
        }
        return RenderedSpeech(
            bytes: shape.file(withInfoFrame: withInfoFrame),
            seconds: Double(shape.frameCount) / perSecond
        )
    }

    /// A stretch of hum, or of silence when it has no pitch.
    private struct Stretch {
        var seconds: Double
        var pitch: Int?
    }

    private static func stretches(of order: SpeechOrder) -> [Stretch] {
        var stretches = [Stretch(seconds: 0.08, pitch: nil)]
        let words = order.spoken.split(whereSeparator: \.isWhitespace)
        for (index, word) in words.enumerated() {
            let seconds = Double(word.count + 1) / charactersPerSecond / order.speed
            let endsSentence = word.last.map { ".!?:;".contains($0) } ?? false
            let rest = endsSentence ? 0.2 : 0.03
            let pitch = word.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
            stretches.append(Stretch(seconds: max(0.05, seconds - rest), pitch: pitch))
            stretches.append(Stretch(seconds: rest, pitch: nil))
            if index == words.count / 2, order.silenceInside > 0 {
                stretches.append(Stretch(seconds: order.silenceInside, pitch: nil))
            }
        }
        return stretches + [Stretch(seconds: 0.1, pitch: nil)]
    }

    // MARK: Samples

    private func samples(_ order: SpeechOrder) -> RenderedSpeech {
        let rate = Double(order.format.sampleRate)
        var samples: [Int16] = []
        var noise: UInt32 = 1
        for stretch in Self.stretches(of: order) {
            let count = Int(stretch.seconds * rate)
            guard let pitch = stretch.pitch else {
                samples += [Int16](repeating: 0, count: count)
                continue
            }
            let step = 2 * Double.pi * Double(110 + pitch % 90) / rate
            for index in 0..<count {
                let edge = min(1, Double(min(index, count - index)) / (0.01 * rate))
                // Phases of their own keep the harmonics from adding up to a flat top.
                let wave = (1...6).reduce(0.0) { sum, harmonic in
                    let phase = Double(harmonic * index) * step + Double(harmonic * harmonic)
                    return sum + sin(phase) / Double(harmonic)
                }
                // A little hiss, as every voice has it.
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let hiss = Double(noise >> 16) / 65_536 - 0.5
                // No two peaks are as high: a voice is not cut off at the top.
                let swell = 0.6 + 0.4 * sin(Double(index) / rate * 23)
                samples.append(Int16((wave * 4000 * swell + hiss * 600) * edge))
            }
        }
        return RenderedSpeech(
            bytes: SampleCoding.bytes(of: samples, format: order.format),
            seconds: Double(samples.count) / rate
        )
    }
}
