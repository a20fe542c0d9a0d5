import NarrateModel

/// Whether the take is what was asked for.
struct FormatCheck: TakeCheck {
    func findings(in signal: TakeSignal, expecting: TakeExpectation) -> [Finding] {
        guard let format = expecting.format else { return [] }
        var findings: [Finding] = []
        if signal.format.sampleRate != format.sampleRate {
            findings.append(
                Finding(
                    check: "format",
                    severity: .error,
                    message: "the sample rate is not what was asked for",
                    measured: Double(signal.format.sampleRate),
                    limit: Double(format.sampleRate),
                    unit: "Hz"
                )
            )
        }
        if signal.format.channels != format.channels {
            findings.append(
                Finding(
                    check: "format",
                    severity: .error,
                    message: "the number of channels is not what was asked for",
                    measured: Double(signal.format.channels),
                    limit: Double(format.channels),
                    unit: "channels"
                )
            )
        }
        return findings
    }
}
