import NarrateModel

/// What a finished audio file measures and how that stands to a profile.
package struct AudioFileReport: Sendable, Equatable {
    /// As the user named it.
    package var file: String
    /// `nil` when the file can't be decoded; the findings say why.
    package var measures: AudioFileMeasures?
    /// Name of the profile it was held against.
    package var profile: String
    package var findings: [Finding]

    /// Whether nothing forbids to deliver it.
    package var passed: Bool { !findings.contains { $0.severity == .error } }
}

/// The figures of a finished audio file.
package struct AudioFileMeasures: Sendable, Equatable {
    package var format: AudioFormat
    /// Seconds.
    package var duration: Double
    /// LUFS, `nil` when every block is below the gate.
    package var integrated: Double?
    /// dBTP.
    package var truePeak: Double
    /// dBFS over the whole file, pauses included.
    package var rms: Double
    /// dBFS RMS of the quietest half second.
    package var noiseFloor: Double
    /// Constant part of the signal as a share of full scale.
    package var offset: Double
    /// Silence before the first and after the last sound, in seconds.
    package var head: Double
    package var tail: Double
    /// kbit/s of the file, tags apart.
    package var bitRate: Double
    /// Whether every frame of an MP3 has the same bit rate; `nil` for other kinds.
    package var isConstantBitRate: Bool?
    /// Seconds the container promises and does not hold.
    package var missing: Double
}
