import NarrateAudio
import NarrateModel

/// A take, decoded once: what every check looks at.
struct TakeSignal: Sendable {
    let format: AudioFormat
    /// Interleaved, full scale ±1.
    let samples: [Float]
    /// The same in one channel.
    let mono: [Float]
    /// What the container promises, where it does.
    let expectedFrames: FrameCount?
    let envelope: Envelope
    let spectrogram: Spectrogram
    let pitch: PitchTrack
    /// `nil` when the take is too short to repeat itself.
    let repetition: Repetition?
    /// kbit/s of an MP3's frames; `nil` for other kinds.
    let bitRate: Double?
    /// Whether it goes on behind what was decoded.
    let isEndless: Bool

    /// Decodes a file, up to `longest` seconds of it: memory is bounded, whatever an engine delivers.
    init(path: String, longest: Double) throws(AudioError) {
        var reader = try AudioReader(path: path)
        let format = reader.format
        let most = Int(longest * Double(format.sampleRate)) * format.channels
        var samples: [Float] = []
        samples.reserveCapacity(min(most, reader.largestFrameCount * format.channels))
        while samples.count < most, let piece = try reader.read(1 << 15) {
            samples += piece.samples
        }
        let isEndless = samples.count >= most
        self.init(
            AudioBuffer(format: format, samples: samples),
            expectedFrames: isEndless ? nil : reader.expectedFrames,
            bitRate: MPEGStream(path: path)?.bitRate,
            isEndless: isEndless
        )
    }

    init(
        _ buffer: AudioBuffer,
        expectedFrames: FrameCount? = nil,
        bitRate: Double? = nil,
        isEndless: Bool = false
    ) {
        self.bitRate = bitRate
        self.isEndless = isEndless
        format = buffer.format
        samples = buffer.samples
        mono = Self.mixed(buffer)
        self.expectedFrames = expectedFrames
        envelope = Envelope(mono, sampleRate: buffer.format.sampleRate)
        pitch = PitchTrack(mono, sampleRate: buffer.format.sampleRate)
        spectrogram = Spectrogram(mono, sampleRate: buffer.format.sampleRate)
        repetition = Repetition(spectrogram, mono, sampleRate: buffer.format.sampleRate)
    }

    /// Length in seconds.
    var duration: Double { Double(mono.count) / Double(format.sampleRate) }

    /// Steps of the spectrogram that have a pitch: what a voice is best known by.
    var voicedSteps: [Int] {
        (0..<min(pitch.octaves.count, spectrogram.stepCount)).filter { pitch.octaves[$0] != nil }
    }

    /// RMS of the first millisecond against the speech, in dB.
    var onsetLevel: Double {
        let first = mono.prefix(format.sampleRate / 1000)
        return first.withUnsafeBufferPointer { SampleSums($0).rms } - envelope.speech
    }

    private static func mixed(_ buffer: AudioBuffer) -> [Float] {
        let channels = buffer.format.channels
        guard channels > 1 else { return buffer.samples }
        return (0..<buffer.frameCount).map { frame in
            let start = frame * channels
            return buffer.samples[start..<start + channels].reduce(0, +) / Float(channels)
        }
    }
}
