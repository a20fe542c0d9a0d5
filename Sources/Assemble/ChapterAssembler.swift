import NarrateAudio
import NarrateModel

/// Makes a finished chapter out of takes.
///
/// Takes are decoded as often as they are needed instead of being kept: once to analyse them, once
/// to measure them where a profile wants loudness, once to encode them. What is kept of an hour are
/// 3 MB of levels.
package struct ChapterAssembler: Sendable {
    /// Changes whenever the same takes would give other bytes than before.
    ///
    /// Whoever keeps masters puts it beside what they were made from.
    package static let version = 3

    /// Seconds of room tone in front and behind that ACX asks for at least.
    private static let shortestHead = 0.5
    private static let shortestTail = 1.0
    /// A chapter is brief that is not this many times as long as the silence around it.
    private static let briefness = 8.0
    /// The word of findings about the level.
    static let levelCheck = "level"

    let profile: MasteringProfile
    let encoding: EncodingOptions
    let processing: ProcessingOptions

    /// Creates an assembler.
    package init(
        profile: MasteringProfile,
        encoding: EncodingOptions = EncodingOptions(),
        processing: ProcessingOptions = ProcessingOptions()
    ) {
        self.profile = profile
        self.encoding = encoding
        self.processing = processing
    }

    /// Joins, masters and encodes takes into files without tags.
    ///
    /// The same takes give the same bytes. Files appear when they are whole. A chapter of a few
    /// words that is too quiet for its profile because silence counts gets less of that.
    /// - Parameters:
    ///   - placements: the chapter's takes in order, with the pauses between them.
    ///   - outputs: the files to write, at least one; all are made in one go.
    /// - Returns: what was encoded and how it measures; misses of the profile are its findings.
    /// - Throws: `AudioError` for a take or ffmpeg, `AssembleError` for the output,
    ///   `CancellationError`.
    @concurrent
    package func assemble(
        _ placements: [Placement],
        to outputs: [MasterOutput]
    ) async throws -> Master {
        guard !placements.isEmpty else { throw AssembleError.empty(outputs[0].path) }
        let master = try await master(placements, to: outputs)
        let isTooQuiet = master.findings.contains { finding in
            finding.check == Self.levelCheck
                && finding.measured ?? 0 < finding.limit ?? -.infinity
        }
        // Around a longer chapter silence hardly counts.
        let isBrief = master.duration < Self.briefness * (profile.head + profile.tail)
        guard isTooQuiet, isBrief, let brief else { return master }
        return try await brief.master(placements, to: outputs)
    }

    /// The same with the shortest silence around a chapter that stores take; `nil` where silence
    /// does not count, or is that short.
    private var brief: ChapterAssembler? {
        guard case .rms = profile.target,
            profile.head > Self.shortestHead || profile.tail > Self.shortestTail
        else { return nil }
        var profile = profile
        profile.head = min(profile.head, Self.shortestHead)
        profile.tail = min(profile.tail, Self.shortestTail)
        return ChapterAssembler(profile: profile, encoding: encoding, processing: processing)
    }

    private func master(_ placements: [Placement], to outputs: [MasterOutput]) async throws
        -> Master
    {
        var takes = try await analyse(placements)
        if profile.target != .asRecorded { takes = takes.evened(within: processing.evening) }
        let leveller = Leveller(
            profile: profile,
            placements: placements,
            takes: takes,
            processing: processing
        )
        let mastering = try await leveller.mastering()
        let timeline = leveller.timeline(format: profile.format)
        var master = try await write(timeline, mastering, to: outputs)
        master.findings = takeFindings(in: timeline) + master.findings
        return master
    }

    /// Joins, masters and encodes takes into one MP3 without tags.
    package func assemble(_ placements: [Placement], to path: String) async throws -> Master {
        try await assemble(placements, to: [MasterOutput(.mp3, path: path)])
    }

    private func analyse(_ placements: [Placement]) async throws -> [TakeAnalysis] {
        var takes: [TakeAnalysis] = []
        takes.reserveCapacity(placements.count)
        for placement in placements {
            try await Self.pause()
            takes.append(try TakeAnalysis(path: placement.path))
        }
        return takes
    }

    private func write(
        _ timeline: Timeline,
        _ mastering: Mastering,
        to outputs: [MasterOutput]
    ) async throws -> Master {
        let measured = outputs.first { $0.encoding == .mp3 || $0.encoding == .flac }
        var writer = try MasterWriter(
            timeline,
            mastering,
            sinks: try sinks(of: outputs),
            isMetered: measured == nil
        )
        for index in timeline.pieces.indices {
            try await Self.pause()
            try writer.write(piece: index)
        }
        let metered = try writer.finish()
        let measures =
            if let metered { metered } else {
                try await MasterMeter.measures(ofFile: (measured ?? outputs[0]).path)
            }
        return Master(
            format: profile.format,
            frameCount: timeline.frameCount,
            measures: measures,
            starts: timeline.pieces.map(\.start),
            ends: timeline.pieces.map(\.soundEnd),
            findings: profile.findings(for: measures, duration: timeline.duration)
        )
    }

    /// The files that take the samples; never inlined into an async function.
    @inline(never)
    private func sinks(of outputs: [MasterOutput]) throws -> [any MasterSink] {
        var sinks: [any MasterSink] = []
        for output in outputs {
            sinks.append(
                try output.sink(
                    format: profile.format,
                    bitRate: profile.bitRate,
                    options: encoding
                )
            )
        }
        return sinks
    }

    /// What is wrong with single takes.
    private func takeFindings(in timeline: Timeline) -> [Finding] {
        timeline.pieces.enumerated().compactMap { index, piece in
            let position = Double(piece.start) / Double(timeline.format.sampleRate)
            let name = "the take of utterance \(index + 1)"
            // Less than a frame of MP3 is no loss: what encoders say of their padding is that loose.
            if piece.take.missingFrames > 1_152 {
                let missing = piece.take.missingFrames
                return Finding(
                    check: "truncation",
                    severity: .error,
                    message: "\(name) is cut: \(missing) frames are missing in '\(piece.path)'",
                    measured: Double(missing) / Double(piece.take.format.sampleRate),
                    limit: 0,
                    unit: "s",
                    position: position
                )
            }
            guard piece.take.isSilent else { return nil }
            return Finding(
                check: "silence",
                severity: .warning,
                message: "\(name) has no sound: '\(piece.path)'",
                position: position
            )
        }
    }

    /// A moment for others between pieces, and the place where cancellation is noticed.
    static func pause() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }
}
