import NarrateAssemble
import NarrateModel

/// How chapters are mastered, as far as somebody said: a profile by its name, or one of their own
/// that begins with it.
package struct MasteringChoices: Sendable, Equatable, Encodable {
    /// The profile, or what an own one has where it says nothing.
    package var base: String?
    /// What an own profile is called in the manifest of the release.
    package var name: String?
    /// dBFS over the whole file.
    package var rms: Double?
    /// LUFS.
    package var loudness: Double?
    /// How far the level may be off, in decibels.
    package var tolerance: Double?
    /// Highest true peak, in dBTP.
    package var peak: Double?
    /// Highest noise floor, in dBFS.
    package var noiseFloor: Double?
    /// Seconds.
    package var head: Double?
    package var tail: Double?
    package var maxMinutes: Double?
    package var sampleRate: Int?
    package var channels: Int?
    /// kbit/s, always.
    package var bitRate: Int?
    /// Variable bit rate of this quality, 0 to 9, in place of a constant one.
    package var variableRate: Int?
    /// Hertz.
    package var highPass: Double?
    /// Decibels.
    package var noiseReduction: Double?
    package var evening: Double?
    /// Whether MP3 takes are joined as they are.
    package var lossless: Bool?

    /// Creates choices that say nothing but which profile.
    package init(base: String? = nil) { self.base = base }

    /// Whether the book is to have its credits as files of their own.
    ///
    /// ACX wants them; who takes its profile without naming it, or another with figures of their
    /// own, does not deliver there.
    var asksForCredits: Bool { self == MasteringChoices(base: "acx", lossless: lossless) }

    /// Sample rates of MP3 that releases may have.
    static let sampleRates = [22_050, 24_000, 32_000, 44_100, 48_000]

    /// Constant bit rates that MP3 has at a sample rate, in kbit/s (ISO 11172-3, ISO 13818-3).
    static func bitRates(at sampleRate: Int) -> [Int] {
        sampleRate >= 32_000
            ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
            : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    }

    /// The choices with every default filled in.
    ///
    /// - Throws: `ProjectError` with code `usage` for what no encoder can do.
    package func mastering() throws -> ProjectConfiguration.Mastering {
        guard var profile = MasteringProfile.named(base ?? "acx") else {
            throw ProjectConfiguration.unknown("profile", base, ["acx", "podcast", "none"])
        }
        if self != MasteringChoices(base: base, lossless: lossless) { try adjust(&profile) }
        var mastering = ProjectConfiguration.Mastering(profile: profile)
        if let variableRate { mastering.encoding.rate = .variable(quality: variableRate) }
        mastering.processing.highPass = highPass
        mastering.processing.noiseReduction = noiseReduction
        mastering.processing.evening = evening ?? mastering.processing.evening
        mastering.isLossless = lossless ?? false
        guard !mastering.isLossless || profile == .asRecorded else {
            throw ProjectError(
                code: .usage,
                message: "takes can't be joined without loss and mastered as '\(profile.name)'",
                hint: "use --lossless with --profile none"
            )
        }
        return mastering
    }

    private init(base: String?, lossless: Bool?) {
        self.base = base
        self.lossless = lossless
    }

    /// Puts what was said over the profile's own figures.
    private func adjust(_ profile: inout MasteringProfile) throws {
        profile.name = name ?? "own"
        if let loudness {
            profile.target = .loudness(lufs: loudness, tolerance: tolerance ?? 1)
        } else if let rms {
            let around = tolerance ?? 2
            profile.target = .rms(decibels: rms, accepted: rms - around...rms + around)
        }
        if let peak {
            profile.peakLimit = peak
            // The encoder moves peaks a little.
            profile.ceiling = peak - 0.5
        }
        profile.noiseFloorLimit = noiseFloor ?? profile.noiseFloorLimit
        profile.head = head ?? profile.head
        profile.tail = tail ?? profile.tail
        profile.maxDuration = maxMinutes.map { $0 * 60 } ?? profile.maxDuration
        profile.format.sampleRate = sampleRate ?? profile.format.sampleRate
        profile.format.channels = channels ?? profile.format.channels
        profile.bitRate = bitRate ?? profile.bitRate
        let rates = Self.bitRates(at: profile.format.sampleRate)
        guard rates.contains(profile.bitRate) else {
            throw ProjectError(
                code: .usage,
                message: "MP3 has no \(profile.bitRate) kbit/s at \(profile.format.sampleRate) Hz",
                hint: "it has \(rates.map(String.init).joined(separator: ", "))"
            )
        }
    }
}

extension ProjectConfiguration {
    /// How chapters are mastered and encoded.
    package struct Mastering: Sendable {
        package var profile: MasteringProfile
        package var encoding = EncodingOptions()
        package var processing = ProcessingOptions()
        /// Whether MP3 takes are joined as they are.
        package var isLossless = false

        /// What makes chapters so.
        var assembler: ChapterAssembler {
            ChapterAssembler(profile: profile, encoding: encoding, processing: processing)
        }
    }
}
