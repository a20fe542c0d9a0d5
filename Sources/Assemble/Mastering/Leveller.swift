import Glibc
import NarrateAudio
import NarrateModel

/// Finds the one gain of a chapter.
struct Leveller: Sendable {
    let profile: MasteringProfile
    let placements: [Placement]
    let takes: [TakeAnalysis]
    let processing: ProcessingOptions

    /// More gain than this means that there is nothing to hear.
    private static let largestGain = 40.0
    /// Room tone stays this far below the accepted noise floor.
    private static let floorMargin = 6.0
    /// Decibels that are given back at most for what the limiter takes.
    private static let largestCorrection = 4.0
    /// Speech may be louder than the target by what pauses between takes usually take from it, in decibels.
    private static let speechExcess = 1.0
    /// Distance kept from the ends of the accepted range.
    private static let rangeMargin = 0.5
    /// Hiss is what stays within this factor of the floor: 9 dB.
    private static let gateFactor = 8.0
    /// A quieter floor than this is an engine's digital silence.
    private static let cleanFloor = 1e-9
    /// Mean square of the tone that such an engine's pauses get behind the gain: -80 dBFS.
    ///
    /// Nobody hears it, and stores take digital zero for a gate that cuts into words.
    private static let faintestTone = 1e-8
    /// How dull that is.
    private static let faintestCorrelation = 0.75

    /// The chapter's timeline at a rate.
    func timeline(format: AudioFormat) -> Timeline {
        Timeline(
            placements,
            takes: takes,
            format: format,
            head: profile.head,
            tail: profile.tail
        )
    }

    /// Decides gain, limiter and room tone.
    func mastering() async throws -> Mastering {
        var mastering = preparation
        let target: Double
        switch profile.target {
        case .asRecorded: return mastering
        case .rms(let decibels, _): target = decibels
        case .loudness(let lufs, _): target = lufs
        }
        guard let plain = try await plainLevel() else {
            return Mastering()
        }
        let decibels = min(target - plain, speechLimit(plain: plain), Self.largestGain)
        let ceiling = Decibels.amplitude(of: profile.ceiling)
        mastering.gain = Decibels.amplitude(of: decibels)
        mastering.tone = tone(gain: mastering.gain)
        let reach = peak * mastering.gain * Double(TruePeakFilter.bound)
        guard reach > ceiling else { return mastering }
        mastering.ceiling = ceiling
        // The limiter takes some of the level away; what it takes is given back before it.
        let forecast = LimiterForecast(takes: takes, ceiling: ceiling)
        let corrected = forecast.gain(
            givingBackTo: decibels,
            limit: min(decibels + Self.largestCorrection, Self.largestGain)
        )
        mastering.gain = Decibels.amplitude(of: corrected)
        mastering.tone = tone(gain: mastering.gain)
        return mastering
    }

    /// What happens in front of the gain.
    private var preparation: Mastering {
        var mastering = Mastering(tone: tone(gain: 1), highPass: processing.highPass)
        if let reduction = processing.noiseReduction, reduction > 0, let floor = bookFloor {
            mastering.gateThreshold = floor * Self.gateFactor
            mastering.noiseReduction = reduction
        }
        return mastering
    }

    private var peak: Double { Double(takes.map(\.sums.peak).max() ?? 0) }

    /// Gain that a chapter with much silence gets at most.
    ///
    /// RMS counts pauses: brought to the same RMS, a chapter that is hardly more than its title
    /// would shout. Its speech is held at the level of other chapters', as far as the accepted
    /// range allows.
    private func speechLimit(plain: Double) -> Double {
        guard case .rms(let target, let accepted) = profile.target else { return .infinity }
        var energy = 0.0
        var time = 0.0
        for take in takes where !take.isSilent {
            let length = Double(take.kept.count) / Double(take.format.sampleRate)
            energy += take.sums.variance * length
            time += length
        }
        guard time > 0 else { return .infinity }
        let level = Decibels.of(meanSquare: energy / time)
        let speech = target + Self.speechExcess - level
        return max(speech, accepted.lowerBound + Self.rangeMargin - plain)
    }

    /// Level of the joined takes without gain, in dBFS RMS or LUFS.
    private func plainLevel() async throws -> Double? {
        let isSummable = takes.allSatisfy { $0.format.channels == profile.format.channels }
        let isPlain = processing.highPass == nil && processing.noiseReduction == nil
        guard case .rms = profile.target, isSummable, isPlain else {
            return try await measuredLevel()
        }
        // Sums over the takes say it without reading them again.
        let timeline = timeline(format: measuringFormat)
        let squares = timeline.pieces.reduce(0) {
            $0 + $1.take.sums.variance * Double($1.frameCount)
        }
        return squares > 0
            ? Decibels.of(meanSquare: squares / Double(timeline.frameCount)) : nil
    }

    private func measuredLevel() async throws -> Double? {
        let timeline = timeline(format: measuringFormat)
        var survey = LevelSurvey(timeline, preparation, target: profile.target)
        for index in timeline.pieces.indices {
            try await ChapterAssembler.pause()
            try survey.measure(piece: index)
        }
        return try survey.finish()
    }

    /// The takes' own rate when they share one: levels are the same, at less work.
    private var measuringFormat: AudioFormat {
        var format = profile.format
        let rates = Set(takes.map(\.format.sampleRate))
        if let rate = rates.first, rates.count == 1, rate >= 16_000 { format.sampleRate = rate }
        return format
    }

    /// Mean square of the book's own noise, or `nil` where that is digital silence.
    ///
    /// A low quartile, because a short take may have no pause to hear it in.
    private var bookFloor: Double? {
        let floors = takes.filter { !$0.isSilent }.map(\.floor).sorted()
        guard !floors.isEmpty else { return nil }
        let floor = floors[floors.count / 4]
        return floor > Self.cleanFloor ? floor : nil
    }

    /// How much a sample of the book's noise is like the one before, at the release's rate.
    private var floorCorrelation: Double {
        let correlations = takes.filter { !$0.isSilent }.map { take in
            let ratio = Double(take.format.sampleRate) / Double(profile.format.sampleRate)
            return pow(min(0.98, max(0.2, take.floorCorrelation)), ratio)
        }.sorted()
        return correlations.isEmpty ? 0 : correlations[correlations.count / 2]
    }

    /// Noise like the book's own; hardly any where that is digital silence, or none where levels
    /// are left alone.
    private func tone(gain: Double) -> RoomTone? {
        let own = bookFloor
        guard own != nil || profile.target != .asRecorded else { return nil }
        var floor = own ?? Self.faintestTone / (gain * gain)
        if let limit = profile.noiseFloorLimit {
            let highest = Decibels.amplitude(of: limit - Self.floorMargin) / gain
            floor = min(floor, highest * highest)
        }
        return RoomTone(
            meanSquare: floor,
            correlation: own == nil ? Self.faintestCorrelation : floorCorrelation
        )
    }
}
