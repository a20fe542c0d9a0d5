import NarratePublish

/// What somebody chose of a release besides its audio.
package struct ReleaseChoices: Sendable, Equatable, Encodable {
    /// Words of `ReleaseOptions.Subtitles`, or `none` alone.
    package var subtitles: [String]?
    /// Minutes of the retail sample.
    package var sample: Double?
    package var playlist: Bool?
    package var shelfMetadata: Bool?
    /// `2.3` or `2.4`.
    package var tagVersion: String?
    package var textInTags: Bool?
    /// Where the release will be found on the web.
    package var webAddress: String?

    /// Creates choices that say nothing.
    package init() {}

    /// These choices where they say something, and the others where they don't.
    package func over(_ others: ReleaseChoices) -> ReleaseChoices {
        var merged = self
        merged.subtitles = subtitles ?? others.subtitles
        merged.sample = sample ?? others.sample
        merged.playlist = playlist ?? others.playlist
        merged.shelfMetadata = shelfMetadata ?? others.shelfMetadata
        merged.tagVersion = tagVersion ?? others.tagVersion
        merged.textInTags = textInTags ?? others.textInTags
        merged.webAddress = webAddress ?? others.webAddress
        return merged
    }

    /// The choices with every default filled in.
    ///
    /// - Throws: `ProjectError` with code `usage` for a word that is not known.
    func options() throws -> ReleaseOptions {
        var options = ReleaseOptions(
            subtitles: Set(ReleaseOptions.Subtitles.allCases),
            includesPlaylist: true,
            includesShelfMetadata: true
        )
        if let subtitles {
            options.subtitles = try Self.formats(subtitles)
        }
        if let sample {
            guard (0.5...ReleaseOptions.longestSample).contains(sample) else {
                throw ProjectError(
                    code: .usage,
                    message: "a retail sample of \(sample) minutes, expected 0.5 to 5"
                )
            }
            options.sampleMinutes = sample
        }
        options.includesPlaylist = playlist ?? options.includesPlaylist
        options.includesShelfMetadata = shelfMetadata ?? options.includesShelfMetadata
        options.includesText = textInTags ?? options.includesText
        switch tagVersion {
        case nil, "2.3": options.tagVersion = .v23
        case "2.4": options.tagVersion = .v24
        default:
            throw ProjectConfiguration.unknown("tag version", tagVersion, ["2.3", "2.4"])
        }
        return options
    }

    /// What pages and feed are told.
    ///
    /// - Throws: `ProjectError` with code `usage` for an address that is none.
    func webOptions() throws -> WebOptions {
        guard let webAddress else { return WebOptions() }
        let isAddress = webAddress.hasPrefix("https://") || webAddress.hasPrefix("http://")
        let isPlain = webAddress.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && !"?#\"<>\\".unicodeScalars.contains($0)
        }
        guard isAddress, isPlain else {
            throw ProjectError(
                code: .usage,
                message: "the web address is '\(webAddress)', expected such as "
                    + "https://example.org/audio/ without query or spaces"
            )
        }
        return WebOptions(address: webAddress)
    }

    private static func formats(_ words: [String]) throws -> Set<ReleaseOptions.Subtitles> {
        if words == ["none"] { return [] }
        let known = ReleaseOptions.Subtitles.allCases.map(\.rawValue)
        return Set(
            try words.map { word in
                guard let format = ReleaseOptions.Subtitles(rawValue: word) else {
                    throw ProjectConfiguration.unknown("subtitles", word, known + ["none"])
                }
                return format
            }
        )
    }
}
