/// Samples in memory: `[frame × channel]`, interleaved, full scale ±1.
package struct AudioBuffer: Sendable, Equatable {
    package var format: AudioFormat
    package var samples: [Float]

    /// Creates a buffer.
    package init(format: AudioFormat, samples: [Float]) {
        self.format = format
        self.samples = samples
    }

    package var frameCount: FrameCount { samples.count / max(1, format.channels) }

    /// Length in seconds.
    package var duration: Double { Double(frameCount) / Double(format.sampleRate) }
}
