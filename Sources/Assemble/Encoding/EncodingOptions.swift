/// How LAME encodes, beyond what the mastering profile says.
package struct EncodingOptions: Sendable, Equatable {
    /// How bits are spent over time.
    package enum Rate: Sendable, Equatable {
        /// The profile's bit rate, always.
        case constant
        /// As many bits as the sound needs; 0 is best, 9 smallest.
        case variable(quality: Int)
    }

    /// LAME's algorithm quality: 0 is slowest, 9 fastest.
    package var quality: Int
    package var rate: Rate

    /// Creates options.
    ///
    /// On speech, 3 and 2 can't be told apart, and 3 takes less than half the time.
    package init(quality: Int = 3, rate: Rate = .constant) {
        self.quality = quality
        self.rate = rate
    }
}
