import NarrateAudio
import NarrateModel

/// Joins takes that are MP3 of one kind without decoding them: nothing is lost, nothing changed.
///
/// Between the takes stand silent frames, so pauses come in steps of a frame (26 ms at 44.1 kHz).
/// Levels, silence inside the takes and their bit rate stay as they are.
package struct FrameSplicer: Sendable {
    /// Where everything lies in a spliced file.
    package struct Splice: Sendable, Equatable {
        package var format: AudioFormat
        package var frameCount: FrameCount
        /// First frame of each utterance.
        package var starts: [FrameCount]
        /// The frame behind the last of each utterance.
        package var ends: [FrameCount]
    }

    /// A take, the silent packets in front of it, and where its own first packet goes.
    private struct Part {
        var path: String
        var take: SplicedTake
        var silence: Int
        var packet: Int
    }

    /// What decoders lag behind the encoder's delay, in frames.
    private static let decoderDelay = 529
    private let profile: MasteringProfile

    /// Creates a splicer; only head, tail and limits of the profile matter.
    package init(profile: MasteringProfile = .asRecorded) {
        self.profile = profile
    }

    /// Splices takes into one MP3 without ID3 tags, and measures it.
    ///
    /// Without the levels of every take, measuring decodes the file once.
    /// - Parameters:
    ///   - placements: MP3 takes of the same sample rate and channels, with pauses.
    ///   - levels: what was measured of each take when it was decoded last; `nil` where nothing was.
    ///   - path: the file to write; one that exists is replaced.
    /// - Returns: what was written and how it measures.
    /// - Throws: `AudioError` for a take, `AssembleError` when takes can't be spliced or the
    ///   output can't be written, `CancellationError`.
    @concurrent
    package func assemble(
        _ placements: [Placement],
        levels: [TakeLevels?] = [],
        to path: String
    ) async throws -> Master {
        let splice = try await splice(placements, to: path)
        let known = levels.compactMap(\.self)
        let measures =
            known.count == placements.count
            ? Self.measures(of: splice, known) : try await MasterMeter.measures(ofFile: path)
        let duration = Double(splice.frameCount) / Double(splice.format.sampleRate)
        return Master(
            format: splice.format,
            frameCount: splice.frameCount,
            measures: measures,
            starts: splice.starts,
            ends: splice.ends,
            findings: profile.findings(for: measures, duration: duration)
        )
    }

    /// What takes measure together, at their places.
    private static func measures(of splice: Splice, _ takes: [TakeLevels]) -> Master.Measures {
        var joined = JoinedLevels(format: splice.format)
        var end = 0
        var longestSilence = 0
        for (start, take) in zip(splice.starts, takes) {
            joined.add(take, at: start)
            longestSilence = max(longestSilence, start - end)
            end = start + take.frameCount
        }
        longestSilence = max(longestSilence, splice.frameCount - end)
        return joined.measures(of: splice.frameCount, longestSilence: longestSilence)
    }

    /// Splices takes into one MP3 without ID3 tags.
    ///
    /// - Parameters:
    ///   - placements: MP3 takes of the same sample rate and channels, with pauses.
    ///   - path: the file to write; one that exists is replaced.
    /// - Returns: where everything lies.
    /// - Throws: as `assemble`.
    @concurrent
    package func splice(_ placements: [Placement], to path: String) async throws -> Splice {
        guard let last = placements.last else { throw AssembleError.empty(path) }
        let parts = try await parts(placements)
        let header = parts[0].take.header
        let size = header.framesPerPacket
        let tail = profile.tail > 0 ? profile.tail : last.pauseAfter
        let lastTake = parts[parts.count - 1].take
        let tailPackets = packets(of: tail, header, minus: lastTake.padding)
        let isConstant = parts.allSatisfy {
            $0.take.isConstant && $0.take.header.bitRate == header.bitRate
        }
        guard var info = InfoFrame(like: header, isConstant: isConstant) else {
            throw AssembleError.unspliceable(placements[0].path, "its frames are too small")
        }
        info.packets = parts[parts.count - 1].packet + lastTake.packets + tailPackets
        // Leading silence has no encoder whose delay could be cut; players expect some.
        info.delay = parts[0].silence > 0 ? SplicedTake.usualDelay : parts[0].take.delay
        info.padding = max(tailPackets > 0 ? 0 : lastTake.padding, Self.decoderDelay)
        try await write(parts, tailPackets, &info, to: path)
        let starts = parts.map { $0.packet * size + $0.take.delay - info.delay }
        return Splice(
            format: header.format,
            frameCount: info.packets * size - info.delay - info.padding,
            starts: starts,
            ends: zip(starts, parts).map { $0 + $1.take.frameCount }
        )
    }

    private func parts(_ placements: [Placement]) async throws -> [Part] {
        var parts: [Part] = []
        for placement in placements {
            try await ChapterAssembler.pause()
            let take = try SplicedTake(path: placement.path)
            let silence: Int
            let packet: Int
            if let previous = parts.last {
                guard take.isAlike(previous.take) else {
                    throw AssembleError.unspliceable(
                        placement.path,
                        "it is \(take.header.format), the others are"
                            + " \(previous.take.header.format)"
                    )
                }
                let pause = placements[parts.count - 1].pauseAfter
                silence = packets(
                    of: pause,
                    take.header,
                    minus: previous.take.padding + take.delay
                )
                packet = previous.packet + previous.take.packets + silence
            } else {
                silence = packets(of: profile.head, take.header, minus: take.delay)
                packet = silence
            }
            parts.append(
                Part(path: placement.path, take: take, silence: silence, packet: packet)
            )
        }
        return parts
    }

    /// Silent packets that make a pause, less the silence that encoders left.
    private func packets(
        of seconds: Double,
        _ header: MPEGFrameHeader,
        minus silence: FrameCount
    ) -> Int {
        let frames = seconds * Double(header.format.sampleRate) - Double(silence)
        return max(0, Int((frames / Double(header.framesPerPacket)).rounded()))
    }

    private func write(
        _ parts: [Part],
        _ tailPackets: Int,
        _ info: inout InfoFrame,
        to path: String
    ) async throws {
        var output = SplicedOutput(try OutputFile(path: path), info: info)
        for part in parts {
            try await ChapterAssembler.pause()
            try output.silence(part.silence, like: part.take.header)
            var reader = try MPEGFrameReader(path: part.path)
            if reader.info != nil { _ = try reader.next { _, _ in } }
            try output.append(&reader)
        }
        try output.silence(tailPackets, like: parts[parts.count - 1].take.header)
        try output.finish()
    }
}
