import NarrateAudio
import NarrateModel

extension MasteringProfile {
    /// Where a master misses this profile.
    func findings(for measures: Master.Measures, duration: Double) -> [Finding] {
        [
            levelFinding(measures), peakFinding(measures), floorFinding(measures),
            durationFinding(duration),
        ].compactMap { $0 }
    }

    private func levelFinding(_ measures: Master.Measures) -> Finding? {
        switch target {
        case .asRecorded:
            return nil
        case .rms(let wanted, let accepted):
            guard !accepted.contains(measures.rms) else { return nil }
            return levelFinding(measures, measured: measures.rms, wanted: wanted, unit: "dBFS")
        case .loudness(let wanted, let tolerance):
            let measured = measures.integrated ?? Decibels.silence
            guard abs(measured - wanted) > tolerance else { return nil }
            return levelFinding(measures, measured: measured, wanted: wanted, unit: "LUFS")
        }
    }

    private func levelFinding(
        _ measures: Master.Measures,
        measured: Double,
        wanted: Double,
        unit: String
    ) -> Finding {
        let why =
            if measures.rms <= -100 { "there is nothing but silence" } else if measured > wanted {
                "its quietest takes can't be lowered further"
            } else if measures.truePeak > ceiling - 1 {
                "its peaks leave no room for more gain"
            } else {
                "the takes are too quiet to be raised that far without their noise"
            }
        return Finding(
            check: ChapterAssembler.levelCheck,
            severity: .error,
            message: "level \(measured.tenths) \(unit), profile '\(name)' wants"
                + " \(wanted.tenths) \(unit): \(why)",
            measured: measured,
            limit: wanted,
            unit: unit
        )
    }

    private func peakFinding(_ measures: Master.Measures) -> Finding? {
        guard measures.truePeak > peakLimit + 0.005 else { return nil }
        return Finding(
            check: "truePeak",
            severity: target == .asRecorded ? .info : .error,
            message: "true peak \(measures.truePeak.tenths) dBTP, limit \(peakLimit.tenths) dBTP",
            measured: measures.truePeak,
            limit: peakLimit,
            unit: "dBTP"
        )
    }

    private func floorFinding(_ measures: Master.Measures) -> Finding? {
        guard let limit = noiseFloorLimit, measures.noiseFloor > limit else { return nil }
        return Finding(
            check: "noiseFloor",
            severity: .error,
            message: "noise floor \(measures.noiseFloor.tenths) dBFS, limit \(limit.tenths) dBFS:"
                + " no half second of it is quieter",
            measured: measures.noiseFloor,
            limit: limit,
            unit: "dBFS"
        )
    }

    private func durationFinding(_ duration: Double) -> Finding? {
        guard let maxDuration, duration > maxDuration else { return nil }
        return Finding(
            check: "duration",
            severity: .error,
            message: "\((duration / 60).tenths) minutes, limit \((maxDuration / 60).tenths)",
            measured: duration,
            limit: maxDuration,
            unit: "s"
        )
    }
}

extension Double {
    /// The number with one decimal, for messages.
    fileprivate var tenths: String {
        let scaled = Int((self * 10).rounded())
        let sign = scaled < 0 ? "-" : ""
        return "\(sign)\(abs(scaled) / 10).\(abs(scaled) % 10)"
    }
}
