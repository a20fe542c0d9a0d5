import Glibc
import NarrateModel

/// Takes rumble away: a Butterworth high-pass of second order.
struct HighPass: Sendable {
    /// State of one channel, transposed direct form II.
    private struct State {
        var first = 0.0
        var second = 0.0
    }

    private let numerator: (Double, Double, Double)
    private let denominator: (Double, Double)
    private var states: [State]

    /// Creates a filter that is 3 dB down at a frequency in hertz.
    init(frequency: Double, format: AudioFormat) {
        // Bilinear transform of the analogue prototype.
        let warped = tan(Double.pi * frequency / Double(format.sampleRate))
        let scale = 1 / (1 + 2.squareRoot() * warped + warped * warped)
        numerator = (scale, -2 * scale, scale)
        denominator = (
            2 * (warped * warped - 1) * scale,
            (1 - 2.squareRoot() * warped + warped * warped) * scale
        )
        states = [State](repeating: State(), count: format.channels)
    }

    /// Filters interleaved samples in place.
    mutating func apply(to samples: UnsafeMutableBufferPointer<Float>) {
        let channels = states.count
        for channel in 0..<channels {
            var state = states[channel]
            for index in stride(from: channel, to: samples.count, by: channels) {
                let input = Double(samples[index])
                let output = numerator.0 * input + state.first
                state.first = numerator.1 * input - denominator.0 * output + state.second
                state.second = numerator.2 * input - denominator.1 * output
                samples[index] = Float(output)
            }
            states[channel] = state
        }
    }
}
