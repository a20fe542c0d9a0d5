import FoundationEssentials
import NarrateModel

/// What a take adds to the levels of a file that it becomes part of as it is.
///
/// Taken when a take is decoded anyhow, so that files of such takes can be measured without decoding
/// them again.
package struct TakeLevels: Sendable, Equatable, Codable {
    package var frameCount: FrameCount
    /// Sum of the squares of all samples.
    package var squares: Double
    /// Largest true peak, full scale 1.
    package var peak: Float
    /// Mean square of the quietest half second; `nil` when there is none that long.
    package var quietest: Double?
    /// K-weighted energy of each 100 ms, as upper halves of floats in Base64.
    private var parts: Data

    /// Measures a take.
    package init(_ buffer: AudioBuffer) {
        var peaks = TruePeakMeter(channels: buffer.format.channels)
        var floor = NoiseFloorMeter(format: buffer.format)
        var loudness = PartEnergies(format: buffer.format)
        buffer.samples.withUnsafeBufferPointer { samples in
            peaks.add(samples)
            floor.add(samples)
            loudness.add(samples)
        }
        peaks.finish()
        loudness.finish()
        frameCount = buffer.frameCount
        squares = floor.sums.squares
        peak = peaks.peak
        quietest = floor.quietestMeanSquare
        parts = Data(
            loudness.energies.flatMap { energy -> [UInt8] in
                let half = UInt16(truncatingIfNeeded: (energy.bitPattern &+ 0x8000) >> 16)
                return [UInt8(half >> 8), UInt8(half & 0xFF)]
            }
        )
    }

    /// Sum over all channels of the K-weighted squares in each 100 ms; the last may be shorter.
    package var energies: [Float] {
        stride(from: parts.startIndex, to: parts.endIndex - 1, by: 2).map { index in
            Float(bitPattern: UInt32(parts[index]) << 24 | UInt32(parts[index + 1]) << 16)
        }
    }
}

/// The levels of a file that takes became part of as they are, with digital silence between them.
package struct JoinedLevels: Sendable {
    private let format: AudioFormat
    private var squares = 0.0
    private var peak: Float = 0
    private var quietest = Double.infinity
    private var energies: [Float] = []

    /// Creates the levels of an empty file.
    package init(format: AudioFormat) { self.format = format }

    /// Adds a take that begins at a frame of the file.
    package mutating func add(_ take: TakeLevels, at start: FrameCount) {
        let part = Double(format.sampleRate) / 10
        // To the nearest part: what is left moves the loudness by hundredths.
        let first = max(0, Int((Double(start) / part).rounded()))
        let own = take.energies
        if energies.count < first + own.count {
            energies += [Float](repeating: 0, count: first + own.count - energies.count)
        }
        for (index, energy) in own.enumerated() { energies[first + index] += energy }
        squares += take.squares
        peak = max(peak, take.peak)
        if let floor = take.quietest { quietest = min(quietest, floor) }
    }

    /// What the file measures.
    ///
    /// - Parameters:
    ///   - frameCount: Of the whole file.
    ///   - longestSilence: Frames of the longest pause in it.
    /// - Returns: Levels; the loudness to a few hundredths.
    package func measures(of frameCount: FrameCount, longestSilence: FrameCount)
        -> Master.Measures
    {
        let rms = squares / Double(max(1, frameCount * format.channels))
        let isSilent = longestSilence * 2 >= format.sampleRate
        let floor = isSilent ? 0 : quietest.isFinite ? quietest : rms
        let gate = LoudnessGate(parts: energies, framesOfPart: format.sampleRate / 10)
        return Master.Measures(
            integrated: gate.integrated,
            truePeak: Decibels.of(amplitude: Double(peak)),
            rms: Decibels.of(meanSquare: rms),
            noiseFloor: Decibels.of(meanSquare: floor)
        )
    }
}
