import NarrateModel

extension ReportPage {
    /// A figure that is plotted and what the profile allows.
    struct MeasuredPlot {
        var title: String
        var unit: String
        var allowed: ClosedRange<Double>?
        var value: (Master.Measures) -> Double?
    }

    /// The figures the profile speaks of.
    var measuredPlots: [MeasuredPlot] {
        let profile = description.profile
        let hasLimits = profile.target != .asRecorded
        return [
            level(profile.target),
            MeasuredPlot(
                title: "True peak",
                unit: "dBTP",
                allowed: hasLimits ? -.infinity...profile.peakLimit : nil
            ) { $0.truePeak },
            MeasuredPlot(
                title: "Noise floor",
                unit: "dBFS",
                allowed: profile.noiseFloorLimit.map { -.infinity...$0 }
            ) { $0.noiseFloor },
        ]
    }

    private func level(_ target: MasteringProfile.Target) -> MeasuredPlot {
        switch target {
        case .rms(_, let accepted):
            MeasuredPlot(title: "RMS level", unit: "dBFS", allowed: accepted) { $0.rms }
        case .loudness(let lufs, let tolerance):
            MeasuredPlot(
                title: "Integrated loudness",
                unit: "LUFS",
                allowed: lufs - tolerance...lufs + tolerance
            ) { $0.integrated }
        case .asRecorded:
            MeasuredPlot(title: "Integrated loudness", unit: "LUFS", allowed: nil) {
                $0.integrated
            }
        }
    }

    /// Every chapter with its figures and a player.
    var chapterTable: String {
        let heads = [
            "Length", "RMS", "LUFS", "True peak", "Noise floor", "Takes",
        ].map { "<th>\($0)</th>" }.joined()
        let rows = chapters.map(row).joined()
        return """
            <h2>Chapters</h2>
            <div class="scroll"><table>
            <thead><tr><th></th><th class="text">Title</th>\(heads)\
            <th class="listen">Listen</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table></div>

            """
    }

    private func row(_ chapter: ReleasedChapter) -> String {
        let measures = chapter.measures
        let cells = [
            Figure.clock(chapter.duration), Figure.decimal(measures.rms),
            measures.integrated.map { Figure.decimal($0) } ?? "–",
            Figure.decimal(measures.truePeak), Figure.decimal(measures.noiseFloor),
            Figure.count(chapter.utterances),
        ].map { "<td>\($0)</td>" }.joined()
        // Where chapters share a file, a media fragment finds this one in it.
        let isShared = chapters.count { $0.file.file == chapter.file.file } > 1
        let end = chapter.start + chapter.duration
        let place = isShared ? "#t=\(Plot.number(chapter.start)),\(Plot.number(end))" : ""
        let address = HTML.address(of: chapter.file.file) + place
        return """
            <tr><td>\(chapter.number)</td><td class="text">\(book(chapter.title))</td>\(cells)\
            <td class="listen"><audio controls preload="none" src="\(address)"></audio></td></tr>

            """
    }
}
