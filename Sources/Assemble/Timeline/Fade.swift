import Glibc

/// Equal-power fades at both ends of a piece.
struct Fade: Sendable {
    private let attack: [Float]
    private let release: [Float]
    private let frameCount: Int

    /// Fades for a piece of some frames, shortened when the piece is shorter.
    init(sampleRate: Int, frameCount: Int, fadeIn: Double = 0.005, fadeOut: Double = 0.015) {
        let attackFrames = min(Int(fadeIn * Double(sampleRate)), frameCount / 2)
        let releaseFrames = min(Int(fadeOut * Double(sampleRate)), frameCount / 2)
        attack = Self.quarterSine(attackFrames)
        release = Self.quarterSine(releaseFrames).reversed()
        self.frameCount = frameCount
    }

    /// Scales the samples of a piece.
    ///
    /// - Parameters:
    ///   - samples: interleaved.
    ///   - offset: frame of the piece at which they start.
    ///   - channels: how many are interleaved.
    func apply(to samples: UnsafeMutableBufferPointer<Float>, offset: Int, channels: Int) {
        let frames = samples.count / channels
        for frame in 0..<max(0, min(frames, attack.count - offset)) {
            scale(samples, frame, attack[offset + frame], channels)
        }
        let releaseStart = frameCount - release.count
        for frame in max(0, min(frames, releaseStart - offset))..<frames {
            let index = offset + frame - releaseStart
            scale(samples, frame, index < release.count ? release[index] : 0, channels)
        }
    }

    /// How much room tone goes with a frame, so that noise and noise add up to the same power.
    func complement(at frame: Int) -> Float {
        let releaseStart = frameCount - release.count
        let level: Float =
            if frame < attack.count { attack[frame] } else if frame >= releaseStart {
                frame < frameCount ? release[frame - releaseStart] : 0
            } else { 1 }
        return (1 - level * level).squareRoot()
    }

    private func scale(
        _ samples: UnsafeMutableBufferPointer<Float>,
        _ frame: Int,
        _ factor: Float,
        _ channels: Int
    ) {
        for channel in 0..<channels { samples[frame * channels + channel] *= factor }
    }

    private static func quarterSine(_ count: Int) -> [Float] {
        (0..<count).map { Float(sin(Double.pi / 2 * (Double($0) + 0.5) / Double(count))) }
    }
}
