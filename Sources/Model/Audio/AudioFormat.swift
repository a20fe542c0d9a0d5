/// Shape of a stream of samples.
package struct AudioFormat: Sendable, Hashable, Codable {
    /// Frames per second.
    package var sampleRate: Int
    package var channels: Int

    /// Creates a format.
    package init(sampleRate: Int, channels: Int) {
        self.sampleRate = sampleRate
        self.channels = channels
    }

    /// What releases are made in unless asked otherwise.
    package static let release = AudioFormat(sampleRate: 44_100, channels: 1)
}

/// A count of frames: one sample per channel.
package typealias FrameCount = Int
