/// A finished chapter: an MP3 file without tags and what it measures.
package struct Master: Sendable, Equatable, Codable {
    /// What the audio measures after mastering.
    package struct Measures: Sendable, Equatable, Codable {
        /// LUFS, or `nil` when every block is below the gate.
        package var integrated: Double?
        /// dBTP.
        package var truePeak: Double
        /// dBFS over the whole file, pauses included.
        package var rms: Double
        /// dBFS RMS of the quietest half second.
        package var noiseFloor: Double

        /// Creates measures.
        package init(integrated: Double?, truePeak: Double, rms: Double, noiseFloor: Double) {
            self.integrated = integrated
            self.truePeak = truePeak
            self.rms = rms
            self.noiseFloor = noiseFloor
        }
    }

    package var format: AudioFormat
    package var frameCount: FrameCount
    package var measures: Measures
    /// First frame of each utterance, in order.
    package var starts: [FrameCount]
    /// The frame behind the last sound of each utterance; `nil` of a master that is older than this.
    package var ends: [FrameCount]?
    package var findings: [Finding]

    /// Creates a master.
    package init(
        format: AudioFormat,
        frameCount: FrameCount,
        measures: Measures,
        starts: [FrameCount],
        ends: [FrameCount]? = nil,
        findings: [Finding]
    ) {
        self.format = format
        self.frameCount = frameCount
        self.measures = measures
        self.starts = starts
        self.ends = ends
        self.findings = findings
    }

    /// Whether it misses what its profile asks for, or a take in it is damaged.
    package var isOutsideProfile: Bool { findings.contains { $0.severity == .error } }

    /// Length in seconds.
    package var duration: Double { Double(frameCount) / Double(format.sampleRate) }
}
