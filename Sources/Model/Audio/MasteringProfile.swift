/// What finished audio has to measure.
package struct MasteringProfile: Sendable, Equatable, Codable {
    /// What the level is steered by.
    package enum Target: Sendable, Equatable, Codable {
        /// Plain RMS of the whole file in dBFS, pauses included (as the ACX check measures).
        case rms(decibels: Double, accepted: ClosedRange<Double>)
        /// Integrated loudness in LUFS (ITU-R BS.1770-4).
        case loudness(lufs: Double, tolerance: Double)
        /// Levels are left alone.
        case asRecorded
    }

    package var name: String
    package var target: Target
    /// Highest true peak the limiter lets through, in dBTP.
    package var ceiling: Double
    /// Highest true peak that is accepted, in dBTP.
    package var peakLimit: Double
    /// Highest noise floor that is accepted, in dBFS RMS; `nil` when it is not judged.
    package var noiseFloorLimit: Double?
    /// Silence before the first and after the last utterance, in seconds.
    package var head: Double
    package var tail: Double
    package var format: AudioFormat
    /// Constant bit rate in kbit/s.
    package var bitRate: Int
    /// Longest file in seconds; `nil` when there is no limit.
    package var maxDuration: Double?

    /// Creates a profile.
    package init(
        name: String,
        target: Target,
        ceiling: Double,
        peakLimit: Double,
        noiseFloorLimit: Double?,
        head: Double,
        tail: Double,
        format: AudioFormat = .release,
        bitRate: Int,
        maxDuration: Double? = nil
    ) {
        self.name = name
        self.target = target
        self.ceiling = ceiling
        self.peakLimit = peakLimit
        self.noiseFloorLimit = noiseFloorLimit
        self.head = head
        self.tail = tail
        self.format = format
        self.bitRate = bitRate
        self.maxDuration = maxDuration
    }

    /// Technical delivery numbers of Audible's ACX (help.acx.com, audio submission requirements).
    package static let acx = MasteringProfile(
        name: "acx",
        target: .rms(decibels: -20, accepted: -23 ... -18),
        ceiling: -3.5,
        peakLimit: -3,
        noiseFloorLimit: -60,
        head: 0.75,
        tail: 2,
        bitRate: 192,
        maxDuration: 120 * 60
    )

    /// Loudness of spoken podcasts, mono: -16 LUFS stereo is -19 LUFS in one channel.
    package static let podcast = MasteringProfile(
        name: "podcast",
        target: .loudness(lufs: -19, tolerance: 1),
        ceiling: -1.5,
        peakLimit: -1,
        noiseFloorLimit: nil,
        head: 0.5,
        tail: 1,
        bitRate: 128
    )

    /// Joined and encoded, levels untouched.
    package static let asRecorded = MasteringProfile(
        name: "none",
        target: .asRecorded,
        ceiling: 0,
        peakLimit: 0,
        noiseFloorLimit: nil,
        head: 0,
        tail: 0,
        bitRate: 192
    )

    /// The profile of that name, or `nil`.
    package static func named(_ name: String) -> MasteringProfile? {
        [acx, podcast, asRecorded].first { $0.name == name }
    }
}
