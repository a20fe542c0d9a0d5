import NarrateModel

/// Whether the take is what was asked for.
///
/// - Name: `format`.
/// - Measures: sample rate in Hz, channels, bit rate of an MP3 in kbit/s.
/// - Limit: those that were asked for; of the bit rate 0.9 of it.
/// - Limit from: the request.
/// - Severity: error.
struct FormatCheck: TakeCheck {
    func findings(in take: TakeMeasures, expecting: TakeExpectation) -> [Finding] {
        shape(take, expecting.format) + bitRate(take, expecting.bitRate)
    }

    /// A service that falls back to a lower quality delivers less than was paid for.
    private func bitRate(_ take: TakeMeasures, _ expected: Double?) -> [Finding] {
        guard let expected, let bitRate = take.bitRate, bitRate < 0.9 * expected else {
            return []
        }
        return [
            Finding(
                check: "format",
                severity: .error,
                message: "the bit rate is not what was asked for",
                measured: bitRate,
                limit: expected,
                unit: "kbit/s"
            )
        ]
    }

    private func shape(_ take: TakeMeasures, _ format: AudioFormat?) -> [Finding] {
        guard let format else { return [] }
        var findings: [Finding] = []
        if take.format.sampleRate != format.sampleRate {
            findings.append(
                Finding(
                    check: "format",
                    severity: .error,
                    message: "the sample rate is not what was asked for",
                    measured: Double(take.format.sampleRate),
                    limit: Double(format.sampleRate),
                    unit: "Hz"
                )
            )
        }
        if take.format.channels != format.channels {
            findings.append(
                Finding(
                    check: "format",
                    severity: .error,
                    message: "the number of channels is not what was asked for",
                    measured: Double(take.format.channels),
                    limit: Double(format.channels),
                    unit: "channels"
                )
            )
        }
        return findings
    }
}
