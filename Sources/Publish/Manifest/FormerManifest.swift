import FoundationEssentials
import NarrateModel

/// What an earlier run's `manifest.json` says.
struct FormerManifest: Sendable, Decodable {
    /// A chapter as it was released.
    struct Chapter: Sendable, Decodable {
        var index: Int
        var title: String
        var file: String
        var duration: Double
        var bytes: Int
        var sha256: String
        var integrated: Double?
        var truePeak: Double?
        var rms: Double?
        var noiseFloor: Double?
        var utterances: Int
        var characters: Int
        var source: String
        var part: Int?
        var parts: Int?
        var start: Double?
        var publishedAt: String?
        var inputs: String?
        var encodings: [Encoding]?
    }

    /// A file in a format that is kept as long as nothing it was made from changes.
    struct Encoding: Sendable, Decodable {
        var format: String
        var file: String
        var bytes: Int
        var sha256: String
        var inputs: String

        /// The file, as it was released.
        var released: ReleasedFile {
            ReleasedFile(file: file, bytes: bytes, sha256: sha256, isNew: false)
        }
    }

    /// The figures of a profile of one's own.
    struct Mastering: Sendable, Decodable {
        var rms: Double?
        var accepted: [Double]?
        var loudness: Double?
        var tolerance: Double?
        var ceiling: Double
        var peak: Double
        var noiseFloor: Double?
        var head: Double
        var tail: Double
        var sampleRate: Int
        var channels: Int
        var bitRate: Int
        var maxDuration: Double?
    }

    var version: Int
    var title: String
    var profile: String
    var mastering: Mastering?
    var generator: String
    var createdAt: String
    var chapters: [Chapter]
    var books: [Encoding]?
    var files: [ReleasedFile]?

    /// Reads the manifest of a folder.
    ///
    /// - Returns: `nil` when there is none, or none that is narrate's: then nothing in the folder is
    ///   known to be ours, and nothing is removed.
    static func read(in folder: ReleaseFolder) throws -> FormerManifest? {
        guard let bytes = try folder.contents(of: ReleaseManifest.fileName) else { return nil }
        do {
            let manifest = try JSONDecoder().decode(FormerManifest.self, from: Data(bytes))
            return manifest.generator.hasPrefix("narrate") ? manifest : nil
        } catch is DecodingError {
            return nil
        }
    }

    /// Names of all files it lists that stay inside the folder.
    var fileNames: Set<String> {
        let encodings = chapters.flatMap { $0.encodings ?? [] } + (books ?? [])
        let names = chapters.map(\.file) + encodings.map(\.file) + (files ?? []).map(\.file)
        return Set(names.filter { !$0.contains("/") && !$0.hasPrefix(".") && !$0.isEmpty })
    }
}

extension FormerManifest.Chapter {
    /// Whether it is an MP3 of its own.
    var isMP3: Bool { file.hasSuffix(".mp3") && (start ?? 0) == 0 }

    /// Which part of its chapter it is.
    var chapterPart: ChapterPart? {
        guard let part, let parts else { return nil }
        return ChapterPart(number: part, count: parts)
    }

    /// The file it is played from, as it was released.
    var released: ReleasedFile {
        ReleasedFile(file: file, bytes: bytes, sha256: sha256, isNew: false)
    }

    var measures: Master.Measures {
        Master.Measures(
            integrated: integrated,
            truePeak: truePeak ?? -.infinity,
            rms: rms ?? -.infinity,
            noiseFloor: noiseFloor ?? -.infinity
        )
    }
}

extension FormerManifest {
    /// The profile that the release was mastered to; `nil` when it is one that nobody knows.
    var masteringProfile: MasteringProfile? {
        guard let mastering else { return MasteringProfile.named(profile) }
        var target = MasteringProfile.Target.asRecorded
        if let rms = mastering.rms, let accepted = mastering.accepted, accepted.count == 2,
            accepted[0] <= accepted[1]
        {
            target = .rms(decibels: rms, accepted: accepted[0]...accepted[1])
        } else if let loudness = mastering.loudness {
            target = .loudness(lufs: loudness, tolerance: mastering.tolerance ?? 1)
        }
        return MasteringProfile(
            name: profile,
            target: target,
            ceiling: mastering.ceiling,
            peakLimit: mastering.peak,
            noiseFloorLimit: mastering.noiseFloor,
            head: mastering.head,
            tail: mastering.tail,
            format: AudioFormat(sampleRate: mastering.sampleRate, channels: mastering.channels),
            bitRate: mastering.bitRate,
            maxDuration: mastering.maxDuration
        )
    }
}
