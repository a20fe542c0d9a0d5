/// Brings frames of a take into the channels of a chapter.
struct ChannelMix {
    private let source: Int
    private let target: Int

    /// Creates the mix.
    init(from source: Int, to target: Int) {
        self.source = source
        self.target = target
    }

    /// Mixes as many frames as the output holds.
    ///
    /// One channel is the mean of all; more than there are repeat the first ones.
    func apply(
        _ input: UnsafeBufferPointer<Float>,
        _ output: UnsafeMutableBufferPointer<Float>,
        minus mean: Float,
        times gain: Float
    ) {
        if source == target {
            for index in 0..<output.count { output[index] = (input[index] - mean) * gain }
            return
        }
        for frame in 0..<(output.count / target) {
            let first = frame * source
            if target == 1 {
                var sum: Float = 0
                for channel in 0..<source { sum += input[first + channel] }
                output[frame] = (sum / Float(source) - mean) * gain
                continue
            }
            for channel in 0..<target {
                let sample = input[first + channel % source]
                output[frame * target + channel] = (sample - mean) * gain
            }
        }
    }
}
