import NarrateModel

/// A file's figures held against a profile, one after the other.
struct ProfileJudgement {
    let profile: MasteringProfile
    let measures: AudioFileMeasures

    /// Silence stores ask for, in seconds: ACX wants 0.5 to 1 s before and 1 to 5 s after.
    private static let heads = 0.5...1.0
    private static let tails = 1.0...5.0

    var findings: [Finding] {
        [
            completeness, level, truePeak, noiseFloor, duration, sampleRate, channels, bitRate,
            variableRate, offset,
        ].compactMap(\.self) + edges
    }

    private var completeness: Finding? {
        guard measures.missing > 0.05 else { return nil }
        return Finding(
            check: "truncation",
            severity: .error,
            message: "the file was cut: it promises more audio than it holds",
            measured: measures.missing,
            limit: 0.05,
            unit: "s",
            position: measures.duration
        )
    }

    private var level: Finding? {
        switch profile.target {
        case .rms(_, let accepted):
            return outside(accepted, "rms", measures.rms, "RMS level", "dBFS")
        case .loudness(let lufs, let tolerance):
            // The target is for one channel; the same voice in two is 3 LU louder.
            let target =
                measures.format.channels > 1 && profile.format.channels == 1
                ? lufs + 3 : lufs
            guard let integrated = measures.integrated else {
                return Finding(
                    check: "integrated",
                    severity: .error,
                    message: "there is nothing loud enough to measure",
                    limit: target,
                    unit: "LUFS"
                )
            }
            let accepted = target - tolerance...target + tolerance
            return outside(accepted, "integrated", integrated, "integrated loudness", "LUFS")
        case .asRecorded: return nil
        }
    }

    private func outside(
        _ accepted: ClosedRange<Double>,
        _ check: String,
        _ value: Double,
        _ what: String,
        _ unit: String
    ) -> Finding? {
        guard !accepted.contains(value) else { return nil }
        let isLow = value < accepted.lowerBound
        return Finding(
            check: check,
            severity: .error,
            message: "the \(what) is too \(isLow ? "low" : "high")",
            measured: value,
            limit: isLow ? accepted.lowerBound : accepted.upperBound,
            unit: unit
        )
    }

    private var truePeak: Finding? {
        over(profile.peakLimit, "truePeak", measures.truePeak, "the true peak is too high", "dBTP")
    }

    private var noiseFloor: Finding? {
        guard let limit = profile.noiseFloorLimit else { return nil }
        return over(
            limit,
            "noiseFloor",
            measures.noiseFloor,
            "the noise floor is too high",
            "dBFS"
        )
    }

    private var duration: Finding? {
        guard let limit = profile.maxDuration else { return nil }
        return over(limit, "duration", measures.duration, "the file is too long", "s")
    }

    private func over(
        _ limit: Double,
        _ check: String,
        _ value: Double,
        _ message: String,
        _ unit: String
    ) -> Finding? {
        guard value > limit else { return nil }
        return Finding(
            check: check,
            severity: .error,
            message: message,
            measured: value,
            limit: limit,
            unit: unit
        )
    }

    private var isDelivery: Bool { profile.target != .asRecorded }

    private var sampleRate: Finding? {
        guard isDelivery, measures.format.sampleRate != profile.format.sampleRate else {
            return nil
        }
        return Finding(
            check: "sampleRate",
            severity: profile.name == "acx" ? .error : .warning,
            message: "the sample rate is not the profile's",
            measured: Double(measures.format.sampleRate),
            limit: Double(profile.format.sampleRate),
            unit: "Hz"
        )
    }

    private var channels: Finding? {
        guard isDelivery, measures.format.channels > profile.format.channels else { return nil }
        return Finding(
            check: "channels",
            severity: measures.format.channels > 2 ? .error : .info,
            message: "a voice needs one channel only; all files of a book must have the same",
            measured: Double(measures.format.channels),
            limit: Double(profile.format.channels),
            unit: "channels"
        )
    }

    private var bitRate: Finding? {
        // Constant frames of a nominal rate differ by a rounding of bytes.
        guard isDelivery, measures.bitRate < Double(profile.bitRate) * 0.98 else { return nil }
        return Finding(
            check: "bitRate",
            severity: profile.name == "acx" ? .error : .info,
            message: "the bit rate is below the profile's",
            measured: measures.bitRate.rounded(),
            limit: Double(profile.bitRate),
            unit: "kbit/s"
        )
    }

    private var variableRate: Finding? {
        guard profile.name == "acx", measures.isConstantBitRate == false else { return nil }
        return Finding(
            check: "bitRate",
            severity: .error,
            message: "the bit rate varies; the profile asks for a constant one"
        )
    }

    private var offset: Finding? {
        guard abs(measures.offset) > 0.02 else { return nil }
        return Finding(
            check: "offset",
            severity: .warning,
            message: "the signal is shifted from zero",
            measured: measures.offset * 100,
            limit: 2,
            unit: "%"
        )
    }

    private var edges: [Finding] {
        guard profile.name == "acx" else { return [] }
        return [
            edge(Self.heads, "head", measures.head, "before the first sound", 0),
            edge(Self.tails, "tail", measures.tail, "after the last sound", measures.duration),
        ].compactMap(\.self)
    }

    private func edge(
        _ wanted: ClosedRange<Double>,
        _ check: String,
        _ value: Double,
        _ place: String,
        _ position: Double
    ) -> Finding? {
        // Where speech begins is known to a syllable's soft start only.
        guard value < wanted.lowerBound - 0.1 || value > wanted.upperBound + 0.5 else { return nil }
        let isShort = value < wanted.lowerBound
        return Finding(
            check: check,
            severity: .warning,
            message: "there is too \(isShort ? "little" : "much") silence \(place)",
            measured: value,
            limit: isShort ? wanted.lowerBound : wanted.upperBound,
            unit: "s",
            position: position
        )
    }
}
