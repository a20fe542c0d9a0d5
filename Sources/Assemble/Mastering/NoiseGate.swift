import Glibc
import NarrateAudio
import NarrateModel

/// Lowers hiss between words, gently: it opens before a word and closes slowly behind it.
///
/// Looks one block of 5 ms ahead, and hands out as many samples as it got.
struct NoiseGate: Sendable {
    private static let blockLength = 0.005
    /// How long it stays open behind a word, and how long it takes to close, in seconds.
    private static let hold = 0.15
    private static let closing = 0.1

    private let channels: Int
    private let blockSamples: Int
    private let threshold: Double
    private let closedGain: Float
    private let closingStep: Float
    private let holdBlocks: Int
    private var buffer: [Float] = []
    private var examined = 0
    private var gain: Float
    private var openBlocks = 0
    private var isPrimed = false

    /// Creates a gate.
    ///
    /// - Parameters:
    ///   - format: of the interleaved samples.
    ///   - threshold: mean square above which a block is a word.
    ///   - reduction: decibels by which everything else is lowered.
    init(format: AudioFormat, threshold: Double, reduction: Double) {
        channels = format.channels
        let frames = max(1, Int(Self.blockLength * Double(format.sampleRate)))
        blockSamples = frames * format.channels
        self.threshold = threshold
        closedGain = Float(Decibels.amplitude(of: -reduction))
        holdBlocks = Int(Self.hold / Self.blockLength)
        let steps = Self.closing / Self.blockLength
        closingStep = Float(pow(Decibels.amplitude(of: -reduction), 1 / steps))
        gain = closedGain
    }

    /// Processes samples and appends to `output` what is ready.
    mutating func process(_ input: UnsafeBufferPointer<Float>, into output: inout [Float]) {
        buffer += input
        advance(into: &output)
    }

    /// Ends the stream: the rest passes at the gain that is reached.
    mutating func finish(into output: inout [Float]) {
        output += buffer.map { $0 * gain }
        buffer = []
        examined = 0
    }

    private mutating func advance(into output: inout [Float]) {
        var emitted = 0
        while examined + blockSamples <= buffer.count {
            let next = nextGain(blockAt: examined)
            examined += blockSamples
            // The gain of a block is reached within the block before it.
            if isPrimed {
                ramp(blockAt: emitted, from: gain, to: next)
                emitted += blockSamples
            }
            isPrimed = true
            gain = next
        }
        output += buffer[..<emitted]
        buffer.removeFirst(emitted)
        examined -= emitted
    }

    private mutating func nextGain(blockAt offset: Int) -> Float {
        let sums = buffer[offset..<(offset + blockSamples)].withUnsafeBufferPointer {
            SampleSums($0)
        }
        if sums.meanSquare > threshold { openBlocks = holdBlocks } else { openBlocks -= 1 }
        return openBlocks >= 0 ? 1 : max(closedGain, gain * closingStep)
    }

    private mutating func ramp(blockAt offset: Int, from start: Float, to end: Float) {
        guard start != 1 || end != 1 else { return }
        let frames = blockSamples / channels
        let slope = (end - start) / Float(frames)
        for frame in 0..<frames {
            let factor = start + slope * Float(frame)
            for channel in 0..<channels { buffer[offset + frame * channels + channel] *= factor }
        }
    }
}
